import {
  evaluateBackoff,
  evaluateUntrusted,
  withTokensOf,
  type Backoff,
  type UntrustedTries,
  type Verdict,
} from '../../netlify/platform/throttle/policy.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);

/** Pseudorandom numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** The counters of one account. */
function newAccount() {
  let shared: UntrustedTries['shared'] | undefined;
  const networks = new Map<string, Backoff>();
  const devices = new Map<string, Backoff>();
  return {
    guess(source: string, now: number): Verdict<UntrustedTries> {
      const verdict = evaluateUntrusted(networks.get(source), shared, now);
      if (!verdict.allowed) return verdict;
      networks.set(source, verdict.state.own);
      ({ shared } = verdict.state);
      return verdict;
    },
    guessWithDevice(device: string, now: number): Verdict<Backoff> {
      const verdict = evaluateBackoff(devices.get(device), now);
      if (verdict.allowed) devices.set(device, verdict.state);
      return verdict;
    },
    signedInWithDevice: (device: string) => void devices.delete(device),
    signedInFrom(source: string, now: number): void {
      const own = networks.get(source);
      if (own !== undefined && shared !== undefined) shared = withTokensOf(shared, own, now);
      networks.delete(source);
    },
  };
}

type Account = ReturnType<typeof newAccount>;

interface Attack {
  name: string;
  /** When the next guess comes, and from which network. */
  next: (now: number, last: Verdict<unknown>, random: () => number) => { at: number; source: string };
}

const every =
  (gap: number, sourceOf: (random: () => number) => string): Attack['next'] =>
  (now, _, random) => ({ at: now + gap * (0.5 + random()), source: sourceOf(random) });

const oneNetwork = () => 'attacker';
const networks = (count: number) => (random: () => number) => `attacker-${Math.floor(random() * count)}`;
const newNetwork = (random: () => number) => `attacker-${random()}`;

const attacks: Attack[] = [
  { name: '2 guesses a minute from one network', next: every(30 * SECOND, oneNetwork) },
  { name: '3 guesses a minute from one network', next: every(20 * SECOND, oneNetwork) },
  { name: '3 guesses a minute from 4 networks', next: every(20 * SECOND, networks(4)) },
  { name: 'a guess a second from one network', next: every(SECOND, oneNetwork) },
  { name: '2 guesses a second from 4 networks', next: every(SECOND / 2, networks(4)) },
  {
    name: 'one network that waits as long as it is told',
    next: (now, last) => ({ at: now + (last.allowed ? 1 : last.retryAfterMs), source: 'attacker' }),
  },
  { name: '3 guesses a minute, each from a network of its own', next: every(20 * SECOND, newNetwork) },
  { name: 'a guess a second, each from a network of its own', next: every(SECOND, newNetwork) },
];

/**
 * Simulates a day under attack, with other events at the given times. Returns the number of allowed guesses.
 */
function dayOf(attack: Attack, account: Account, owner: { at: number; act: () => void }[]): number {
  const random = seeded(7);
  const left = [...owner];
  let passed = 0;
  let last: Verdict<unknown> = { allowed: true, state: undefined };
  let guess = attack.next(START, last, random);
  while (guess.at < START + DAY) {
    while (left[0] !== undefined && left[0].at <= guess.at) left.shift()?.act();
    last = account.guess(guess.source, guess.at);
    if (last.allowed) passed += 1;
    guess = attack.next(guess.at, last, random);
  }
  return passed;
}

describe.each(attacks)('a day of $name', (attack) => {
  it('lets the owner in immediately from a known browser, every ten minutes, typos included', () => {
    const account = newAccount();
    let refused = 0;
    const visits = Array.from({ length: 143 }, (_, visit) => {
      const at = START + (visit + 1) * 10 * MINUTE;
      const act = () => {
        for (const wrong of [true, true, false]) {
          if (!account.guessWithDevice('known', at).allowed) refused += 1;
          if (!wrong) account.signedInWithDevice('known');
        }
      };
      return { at, act };
    });
    dayOf(attack, account, visits);
    expect(refused).toBe(0);
  });

  it('allows at most 780 guesses', () => {
    expect(dayOf(attack, newAccount(), [])).toBeLessThanOrEqual(780);
  });
});

/** How long an unknown browser of the owner waits that tries every hour and obeys Retry-After. */
function waitsOfUnknown(attack: Attack): number[] {
  return Array.from({ length: 23 }, (_, hour) => {
    const account = newAccount();
    const random = seeded(hour + 1);
    const arrives = START + (hour + 1) * HOUR + random() * HOUR;
    let owner = arrives;
    let inAt: number | undefined;
    let last: Verdict<unknown> = { allowed: true, state: undefined };
    let guess = attack.next(START, last, random);
    while (inAt === undefined && owner < START + 2 * DAY) {
      if (owner <= guess.at) {
        const verdict = account.guess('owner', owner);
        if (verdict.allowed) inAt = owner;
        else owner += Math.ceil(verdict.retryAfterMs / SECOND) * SECOND;
        continue;
      }
      last = account.guess(guess.source, guess.at);
      guess = attack.next(guess.at, last, random);
    }
    return (inAt ?? Infinity) - arrives;
  });
}

it.each(attacks.slice(0, 6))('$name: an unknown browser gets in immediately', (attack) => {
  expect(Math.max(...waitsOfUnknown(attack))).toBe(0);
});

it('3 guesses a minute from new networks: an unknown browser gets in within 10 minutes', () => {
  const [attack] = attacks.filter(({ name }) => name.startsWith('3 guesses a minute, each'));
  if (attack === undefined) throw new Error('no such attack');
  expect(Math.max(...waitsOfUnknown(attack))).toBeLessThanOrEqual(10 * MINUTE);
});

it('a successful sign-in restores the budget of this browser only', () => {
  const account = newAccount();
  for (let tries = 0; tries < 5; tries += 1) {
    account.guess('owner', START);
    account.guess('attacker', START);
  }
  account.signedInFrom('owner', START);
  expect(account.guess('owner', START).allowed).toBe(true);
  expect(account.guess('attacker', START)).toMatchObject({ allowed: false, retryAfterMs: 2000 });
});
