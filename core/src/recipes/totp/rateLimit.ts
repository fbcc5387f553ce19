import type { Attempt } from './types.ts';

export interface Limit {
  /** Wrong codes in a row after which somebody has to wait. */
  readonly maxAttempts: number;
  /** Milliseconds for which they have to. */
  readonly cooldown: number;
}

export type Standing =
  /** Another code may be tried; so many before it were wrong. */
  | { readonly isLimited: false; readonly failures: number }
  | { readonly isLimited: true; readonly failures: number; readonly retryAfter: number };

/**
 * Where somebody stands who tries another code now, after these attempts, the latest first. Failures count from the
 * last right code on, and only as long as no more than the cooldown lies between them and the latest. The count
 * itself does not age: it takes a right code, or sitting out a limit, to begin anew.
 */
export function standingAfter(attempts: readonly Attempt[], limit: Limit, now: number): Standing {
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
