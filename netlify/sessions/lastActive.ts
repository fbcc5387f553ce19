import type { SessionInformation } from 'supertokens-node/recipe/session';
import { HOUR_MS } from '../../config/durations.ts';

type Times = Pick<SessionInformation, 'timeCreated' | 'expiry'>;

/** The core rounds the time in a token to seconds, and writes the token a moment after the session. */
const ROUNDING_MS = 2000;

/**
 * Returns how long a session of this core lives without a refresh. The core has no call for this setting, so
 * it is derived from the current session: it expires one lifetime after the refresh that issued its token.
 * Fetching a claim issues the token again, up to an hour later, but lifetimes are whole hours.
 *
 * @param payload of the access token, whose `iat` is in seconds
 */
export function lifetimeBy({ timeCreated, expiry }: Times, payload: Record<string, unknown>): number {
  const written = typeof payload.iat === 'number' ? payload.iat * 1000 : timeCreated;
  return Math.ceil((expiry - written - ROUNDING_MS) / HOUR_MS) * HOUR_MS;
}

/**
 * Returns when a session was last refreshed, or created: each refresh extends it, and the core stores no
 * other time.
 */
export function lastActive({ timeCreated, expiry }: Times, lifetime: number): number {
  return Math.max(timeCreated, expiry - lifetime);
}
