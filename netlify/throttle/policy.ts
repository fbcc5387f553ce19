/** What is remembered of the tries against one account. Times are milliseconds since the epoch. */
export interface AccountTries {
  tries: number;
  last: number;
}

/** What is remembered of one address: how often it came in this minute. */
export interface AddressTries {
  minute: number;
  tries: number;
}

/** Whether a try may go on; what is remembered from now on only changes if it may. */
export type Verdict<State> = { allowed: true; state: State } | { allowed: false; retryAfterMs: number };

const MINUTE_MS = 60_000;

/** A person mistypes a password, looks for it, and mistypes it again. */
const FREE_TRIES = 5;

const LONGEST_WAIT_MS = 60_000;

/** An account that was left alone for so long begins anew. */
const FORGET_AFTER_MS = 15 * MINUTE_MS;

function waitAfter(tries: number): number {
  return tries < FREE_TRIES ? 0 : Math.min(1000 * 2 ** (tries - FREE_TRIES + 1), LONGEST_WAIT_MS);
}

/** Five tries at once, then 2, 4, 8 … and at most 60 seconds between two. A refused one does not count. */
export function judgeAccount(known: AccountTries | undefined, now: number): Verdict<AccountTries> {
  if (known === undefined || now - known.last > FORGET_AFTER_MS) {
    return { allowed: true, state: { tries: 1, last: now } };
  }
  const retryAfterMs = known.last + waitAfter(known.tries) - now;
  if (retryAfterMs > 0) return { allowed: false, retryAfterMs };
  return { allowed: true, state: { tries: known.tries + 1, last: now } };
}

/** One mail a minute: the one before may be on its way. */
export function judgeMail(known: AccountTries | undefined, now: number): Verdict<AccountTries> {
  const retryAfterMs = known === undefined ? 0 : known.last + MINUTE_MS - now;
  if (retryAfterMs > 0) return { allowed: false, retryAfterMs };
  return { allowed: true, state: { tries: 1, last: now } };
}

/** So many tries in each minute of the clock, whatever they are for. */
export function judgeAddress(
  known: AddressTries | undefined,
  now: number,
  perMinute: number,
): Verdict<AddressTries> {
  const minute = Math.floor(now / MINUTE_MS);
  const tries = known?.minute === minute ? known.tries : 0;
  if (tries >= perMinute) return { allowed: false, retryAfterMs: (minute + 1) * MINUTE_MS - now };
  return { allowed: true, state: { minute, tries: tries + 1 } };
}
