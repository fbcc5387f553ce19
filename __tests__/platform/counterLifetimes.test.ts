import {
  evaluateBackoff,
  evaluateMail,
  evaluateUntrusted,
  LIFETIMES_MS,
  type Backoff,
  type MailCount,
  type UntrustedTries,
  type Verdict,
} from '../../netlify/platform/throttle/policy.ts';

const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 0, 1);

/** The heaviest use: a try whenever one is allowed, for five days. */
function exhausted<State>(judge: (known: State | undefined, now: number) => Verdict<State>) {
  let state: State | undefined;
  let now = START;
  while (now < START + 5 * DAY) {
    const verdict = judge(state, now);
    if (verdict.allowed) state = verdict.state;
    else now += verdict.retryAfterMs;
  }
  return { state, now };
}

const allowedAtOnce = <State>(
  judge: (known: State | undefined, now: number) => Verdict<State>,
  known: State | undefined,
  now: number,
): number => {
  let [state, count] = [known, 0];
  for (let verdict = judge(state, now); verdict.allowed && count < 1000; verdict = judge(state, now)) {
    state = verdict.state;
    count += 1;
  }
  return count;
};

const judges: [keyof typeof LIFETIMES_MS, (known: unknown, now: number) => Verdict<unknown>][] = [
  ['backoff', (known, now) => evaluateBackoff(known as Backoff | undefined, now)],
  [
    'untrusted',
    (known, now) => {
      const { own, shared } = (known ?? {}) as Partial<UntrustedTries>;
      return evaluateUntrusted(own, shared, now);
    },
  ],
  ...(['recipient', 'notices', 'warnings', 'sender'] as const).map(
    (budget): [keyof typeof LIFETIMES_MS, (known: unknown, now: number) => Verdict<unknown>] => [
      'mail',
      (known, now) => evaluateMail(known as MailCount | undefined, budget, now),
    ],
  ),
];

it.each(judges)(
  'a counter of %s that is removed after its lifetime allows no attempt that it would have refused',
  (name, judge) => {
    const { state, now } = exhausted(judge);
    const later = now + LIFETIMES_MS[name];
    expect(allowedAtOnce(judge, undefined, later)).toBe(allowedAtOnce(judge, state, later));
  },
);
