import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { LinkQuery } from '../../config/contracts/magic-link.ts';
import { accountKey } from '../platform/throttle/attempt.ts';
import { ALLOWED, counters, verdictOf } from '../platform/throttle/counters.ts';
import { count, readState } from '../platform/throttle/counterStore.ts';
import { hasDatabase } from '../platform/store/database.ts';
import type { CodeDevice } from './codeCookies.ts';

/**
 * The use of a code by one form in one browser, which may send it twice: a browser without JavaScript does
 * so at a
 * double click, and drops the first answer with the cookies of its session.
 */
export interface CodeUse {
  /** Of the request; `preAuthSessionId` of SuperTokens. */
  requestId: string;
  /** Hash of the code and of a secret that only this form or browser has. */
  form: string;
}

interface StoredUse {
  form: string;
  /** Pseudonym of the account that the code signs in to. */
  account: string;
  /** In milliseconds since the epoch. */
  at: number;
}

/**
 * Longer than it takes to answer two requests of a double click, and too short to come back to the
 * page later.
 */
const REPEAT_MS = 10_000;

const isRecent = ({ at }: StoredUse): boolean => Date.now() - at < REPEAT_MS;

const ATTEMPT = /^[\w-]{20,60}$/;

const REFUSED = { allowed: false, retryAfterMs: 0 } as const;

const hashOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * @param attempt the random field of the form
 * @returns undefined for a form without it
 */
export const toLinkUse = ({ id, code }: LinkQuery, attempt: string): CodeUse | undefined =>
  ATTEMPT.test(attempt) ? { requestId: id, form: hashOf('link', code, attempt) } : undefined;

/** Only the browser that requested a code has the secret of its request. */
export const toCodeUse = ({ id, deviceId }: CodeDevice, code: string): CodeUse => ({
  requestId: id,
  form: hashOf('code', code, deviceId),
});

const current = new AsyncLocalStorage<CodeUse>();

/** Runs a sign-in for a form. */
export const withCodeUse = <T>(use: CodeUse | undefined, signIn: () => Promise<T>): Promise<T> =>
  use === undefined ? signIn() : current.run(use, signIn);

/**
 * Claims a code for the form that is being answered, once the core has checked the code and before it is
 * used up.
 *
 * @param email the address that the code was sent to
 * @returns false if another form has claimed it
 */
export async function claimCode(email: string): Promise<boolean> {
  const use = current.getStore();
  if (use === undefined) return true;
  const mine: StoredUse = { form: use.form, account: accountKey(email), at: Date.now() };
  const verdict = await verdictOf((query, now) =>
    count<StoredUse>(query, counters.codeUse(use.requestId, REPEAT_MS), now, (known) =>
      known === undefined || known.form === use.form || !isRecent(known)
        ? { allowed: true, state: mine }
        : REFUSED,
    ),
  );
  return verdict.allowed;
}

/**
 * Returns when the same form has used the code up a moment ago, in milliseconds since the epoch; undefined if
 * it has not.
 *
 * @param email the address in the form; it must be the one that the code was sent to
 */
export async function findRecentUse(
  { requestId, form }: CodeUse,
  email: string,
): Promise<number | undefined> {
  let usedAt: number | undefined;
  if (!hasDatabase()) return undefined;
  await verdictOf(async (query) => {
    const known = (await readState(query, counters.codeUse(requestId, REPEAT_MS))) as StoredUse | undefined;
    if (known?.form === form && known.account === accountKey(email) && isRecent(known)) usedAt = known.at;
    return ALLOWED;
  });
  return usedAt;
}
