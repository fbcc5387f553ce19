import { Refusal } from '../http/refusal.ts';
import { fallBackIfUnavailable, withDatabase } from '../store/database.ts';
import { userKey } from '../throttle/attempt.ts';
import { counters } from '../throttle/counters.ts';
import { count, remove } from '../throttle/counterStore.ts';

/** Longer than a request lives: one that was aborted does not keep others from changing the account. */
const LOCK_MS = 10_000;

const inProgress = () =>
  new Refusal(409, 'CONFLICT', 'Your account is being changed at the moment. Try again in a few seconds.', {
    outcome: 'account_change_in_progress',
    reason: 'sign-in-methods.inProgress',
  });

/**
 * Runs a change that must see the result of every other one: of two at the same time, one is refused.
 *
 * @throws Refusal 409 while another change runs
 * @throws DatabaseUnavailable if the database cannot tell
 */
export async function withChangeLock<T>(userId: string, change: () => Promise<T>): Promise<T> {
  const lock = counters.accountChange(userKey(userId), LOCK_MS);
  const now = Date.now();
  const verdict = await withDatabase((query) =>
    count<{ at: number }>(query, lock, now, (known) =>
      known === undefined || now - known.at > LOCK_MS
        ? { allowed: true, state: { at: now } }
        : { allowed: false, retryAfterMs: LOCK_MS },
    ),
  );
  if (!verdict.allowed) throw inProgress();
  try {
    return await change();
  } finally {
    await fallBackIfUnavailable(undefined, () => withDatabase((query) => remove(query, lock)));
  }
}
