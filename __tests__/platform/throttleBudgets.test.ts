import {
  evaluateBackoff,
  evaluateCode,
  evaluateMail,
  evaluateUntrusted,
  type Backoff,
  type CodeTries,
  type MailBudget,
  type MailCount,
  type UntrustedTries,
  type Verdict,
} from '../../netlify/platform/throttle/policy.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);

/** The number of attempts of a client that tries whenever it is allowed. */
function mostInADay<State>(judge: (known: State | undefined, now: number) => Verdict<State>): number {
  let known: State | undefined;
  let passed = 0;
  for (let now = START; now < START + DAY;) {
    const verdict = judge(known, now);
    if (verdict.allowed) {
      known = verdict.state;
      passed += 1;
    } else now += verdict.retryAfterMs;
  }
  return passed;
}

it('a stolen device cookie, or one network, has at most 120 attempts a day, however it spreads them', () => {
  expect(mostInADay<Backoff>(evaluateBackoff)).toBeLessThanOrEqual(120);
  for (const pause of [MINUTE, 5 * MINUTE, 14 * MINUTE, 16 * MINUTE, HOUR]) {
    let known: Backoff | undefined;
    let passed = 0;
    for (let now = START; now < START + DAY; now += pause) {
      for (;;) {
        const verdict = evaluateBackoff(known, now);
        if (!verdict.allowed) break;
        known = verdict.state;
        passed += 1;
      }
    }
    expect(passed).toBeLessThanOrEqual(120);
  }
});

it('all unknown browsers together have at most 780 attempts a day', () => {
  const greedy = (known: UntrustedTries | undefined, now: number) =>
    evaluateUntrusted(undefined, known?.shared, now);
  expect(mostInADay<UntrustedTries>(greedy)).toBeLessThanOrEqual(780);
});

it.each<[MailBudget, number]>([
  ['recipient', 10],
  ['notices', 10],
  ['warnings', 10],
  ['sender', 53],
])('the budget of mails by %s is at most %i a day', (budget, most) => {
  const judge = (known: MailCount | undefined, now: number) => evaluateMail(known, budget, now);
  const passed = mostInADay<MailCount>(judge);
  expect(passed).toBeLessThanOrEqual(most);
  expect(passed).toBeGreaterThanOrEqual(most - 1);
});

it('a recipient gets one mail per minute', () => {
  const first = evaluateMail(undefined, 'recipient', START);
  if (!first.allowed) throw new Error('refused');
  expect(evaluateMail(first.state, 'recipient', START + 1)).toEqual({
    allowed: false,
    retryAfterMs: MINUTE - 1,
  });
  expect(evaluateMail(first.state, 'recipient', START + MINUTE).allowed).toBe(true);
});

it('a clock that is set back does not prolong a wait', () => {
  const known = { tries: 5, last: START };
  expect(evaluateBackoff(known, START - HOUR)).toEqual({ allowed: false, retryAfterMs: 2000 });
});

it('allows at most 34 codes for one address in 24 hours, however they are spread', () => {
  let state: CodeTries | undefined;
  let allowed = 0;
  for (let now = START; now < START + DAY; now += MINUTE) {
    const verdict = evaluateCode(state, now);
    if (verdict.allowed) {
      state = verdict.state;
      allowed += 1;
    }
  }
  expect(allowed).toBeGreaterThan(30);
  expect(allowed).toBeLessThanOrEqual(34);
});
