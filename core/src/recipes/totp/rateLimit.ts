import type { Attempt } from './types.ts';

export interface Limit {
  /** Consecutive wrong codes after which the user must wait. */
  readonly maxAttempts: number;
  /** How long the user must wait, in milliseconds. */
  readonly cooldown: number;
}

export type RateLimitState =
  /** Another code may be tried. `failures` is the number of wrong codes so far. */
  | { readonly isLimited: false; readonly failures: number }
  | { readonly isLimited: true; readonly failures: number; readonly retryAfter: number };

/**
 * Returns whether another code may be tried, given the previous attempts, latest first. Failures count from
 * the last right code on, if at most the cooldown lies between them and the latest attempt. Only a right code
 * or a served cooldown resets the count.
 */
export function rateLimitAfter(attempts: readonly Attempt[], limit: Limit, now: number): RateLimitState {
  const latest = attempts[0];
  if (latest === undefined || latest.isRight) return { isLimited: false, failures: 0 };
  const counts = ({ isRight, createdAt }: Attempt) =>
    !isRight && createdAt > latest.createdAt - limit.cooldown;
  const recent = attempts.slice(0, limit.maxAttempts);
  const end = recent.findIndex((attempt) => !counts(attempt));
  const failures = end < 0 ? recent.length : end;

  if (failures < limit.maxAttempts) return { isLimited: false, failures };
  const retryAfter = latest.createdAt + limit.cooldown - now;
  return retryAfter > 0 ? { isLimited: true, failures, retryAfter } : { isLimited: false, failures: 0 };
}
