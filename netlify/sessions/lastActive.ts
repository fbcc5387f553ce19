import type { SessionInformation } from 'supertokens-node/recipe/session';

type Times = Pick<SessionInformation, 'timeCreated' | 'expiry'>;

const HOUR_MS = 3_600_000;

/** The core rounds the time in a token down to seconds, and writes the token a moment after the session. */
const ROUNDING_MS = 2000;

/**
 * How long a session of this core lives without a refresh. The core has a setting for that and no way to ask for it,
 * so it is read off the session that asks: its end lies one lifetime after the refresh that made its token. A claim that
 * was fetched anew has the token written again, up to an hour later; lifetimes are whole hours.
 *
 * @param payload of the access token, whose `iat` is in seconds
 */
export function lifetimeBy({ timeCreated, expiry }: Times, payload: Record<string, unknown>): number {
  const written = typeof payload.iat === 'number' ? payload.iat * 1000 : timeCreated;
  return Math.ceil((expiry - written - ROUNDING_MS) / HOUR_MS) * HOUR_MS;
}

/** When a session was refreshed last, or begun: its end moves on with every refresh, and nothing else is kept of it. */
export function lastActive({ timeCreated, expiry }: Times, lifetime: number): number {
  return Math.max(timeCreated, expiry - lifetime);
}
