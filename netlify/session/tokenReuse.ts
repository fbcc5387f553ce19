import { setTimeout as delay } from 'node:timers/promises';
import {
  getSessionInformation,
  revokeSession,
  updateSessionDataInDatabase,
  type SessionInformation,
} from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { deferActivity } from '../platform/http/scope.ts';

/**
 * How long a replaced refresh token may still be used without counting as stolen: as long as the response
 * with its successor may take to reach the browser. See docs/decisions/018-refresh-in-two-steps.md for the
 * limit.
 */
export const GRACE_MS = 10_000;

const SHORTEST_PAUSE_MS = 100;

/** Half of the time that a function has to respond. */
const LONGEST_PAUSE_MS = 2000;

let wait = (milliseconds: number): Promise<unknown> => delay(milliseconds);

/** Replaces the pauses in tests with a frozen clock. */
export function setWait(replacement: (milliseconds: number) => Promise<unknown>): void {
  wait = replacement;
}

let sessionLifetimeMs: number | undefined;

/**
 * Remembers how long a session of this core lives after a refresh: the core reveals it only in the expiry of
 * a new refresh token.
 *
 * @param refreshExpires expiry of a new refresh token, in milliseconds since the epoch; a past or invalid one
 *   is ignored
 */
export function rememberSessionLifetime(refreshExpires: number): void {
  const lifetime = refreshExpires - Date.now();
  if (lifetime > 0) sessionLifetimeMs = lifetime;
}

/**
 * Returns for how long the current refresh token of a session has been current, in milliseconds: the core
 * extends a session when it promotes a token. Undefined if this process has not seen a new refresh token, or
 * if the core's setting has changed.
 */
function timeSincePromotion({ timeCreated, expiry }: SessionInformation): number | undefined {
  if (sessionLifetimeMs === undefined) return undefined;
  const promoted = Math.max(timeCreated, expiry - sessionLifetimeMs);
  const since = Date.now() - promoted;
  // The expiry of a cookie has whole seconds, and two machines have two clocks.
  return since < -GRACE_MS ? undefined : Math.max(0, since);
}

/**
 * Stored with the session: when an old refresh token was first used, and the expiry of the session at that
 * time.
 */
const firstReuse = z.lazy(() => z.object({ expiry: z.number(), at: z.number() }));
const sessionData = z.lazy(() => z.looseObject({ firstReuse: firstReuse.optional().catch(undefined) }));

/**
 * Returns for how long an old refresh token has been in use since the last promotion, in milliseconds. Stored
 * with the session in the core, so that clients cannot forge it and all processes know it.
 */
async function timeSinceFirstReuse(session: SessionInformation): Promise<number> {
  const now = Date.now();
  const { expiry, sessionHandle } = session;
  const data = sessionData.parse(session.sessionDataInDatabase ?? {});
  // Every promotion extends the session.
  if (data.firstReuse?.expiry === expiry) return Math.max(0, now - data.firstReuse.at);
  await updateSessionDataInDatabase(sessionHandle, { ...data, firstReuse: { expiry, at: now } });
  return 0;
}

/** An old refresh token that was used, and its session. */
export interface Reuse {
  sessionHandle: string;
  userId: string;
  /** When the browser says that it was first redirected with this token; undefined if it was not. */
  refusedAt: number | undefined;
}

/** None at first, then as long as the browser has been redirected already: each pause doubles that time. */
async function pause(now: number, refusedAt: number | undefined): Promise<void> {
  if (refusedAt === undefined) return;
  await wait(Math.min(Math.max(now - refusedAt, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS));
}

/**
 * Returns whether an old refresh token is used within the grace period. If so, resolves after a pause that
 * grows with each round: the browser is then redirected and sends its current token.
 */
export async function isWithinGrace({ sessionHandle, refusedAt }: Reuse): Promise<boolean> {
  const now = Date.now();
  const session = await getSessionInformation(sessionHandle);
  // If the session has just ended, the next round detects it.
  const since =
    session === undefined ? 0 : (timeSincePromotion(session) ?? (await timeSinceFirstReuse(session)));
  if (since > GRACE_MS) return false;
  await pause(now, refusedAt);
  return true;
}

/**
 * Returns whether an old refresh token may come from a request that took longer than the grace period: the
 * first time since the promotion, and for one grace period from then.
 */
export async function mayBeDelayed(reuse: Reuse): Promise<boolean> {
  if (await isWithinGrace(reuse)) return true;
  const session = await getSessionInformation(reuse.sessionHandle);
  return session === undefined || (await timeSinceFirstReuse(session)) <= GRACE_MS;
}

/**
 * Ends a session of which an old refresh token was used after the grace period, including its newest token.
 */
export async function endStolenSession({ sessionHandle, userId }: Omit<Reuse, 'refusedAt'>): Promise<void> {
  await revokeSession(sessionHandle);
  deferActivity(userId, 'theft_detected');
}
