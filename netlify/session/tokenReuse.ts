import { setTimeout as delay } from 'node:timers/promises';
import {
  getSessionInformation,
  revokeSession,
  updateSessionDataInDatabase,
  type SessionInformation,
} from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { noteForActivity } from '../platform/http/scope.ts';

/**
 * How long a refresh token that was replaced may still be shown without being taken for stolen: as long as the answer
 * that brings its successor may take to reach the browser. docs/decisions/018-refresh-in-two-steps.md tells the bound.
 */
export const GRACE_MS = 10_000;

const SHORTEST_PAUSE_MS = 100;

/** Half of the time that a function has for an answer. */
const LONGEST_PAUSE_MS = 2000;

let wait = (milliseconds: number): Promise<unknown> => delay(milliseconds);

/** Replaces the pauses, for tests that stop the clock. */
export function setWait(replacement: (milliseconds: number) => Promise<unknown>): void {
  wait = replacement;
}

let sessionLifetimeMs: number | undefined;

/**
 * Remembers how long a session of this core lives after a refresh: the core tells it by the end of a new refresh token and
 * nowhere else.
 *
 * @param refreshExpires end of a refresh token that was made just now, in milliseconds since the epoch; one that has
 *   passed or is no number is ignored
 */
export function noteSessionLifetime(refreshExpires: number): void {
  const lifetime = refreshExpires - Date.now();
  if (lifetime > 0) sessionLifetimeMs = lifetime;
}

/**
 * For how long the current refresh token of a session has been the current one, in milliseconds: the core moves the end of a
 * session on when it promotes one. Undefined where this process has not seen a refresh token made, or the core's setting
 * has changed.
 */
function sincePromotion({ timeCreated, expiry }: SessionInformation): number | undefined {
  if (sessionLifetimeMs === undefined) return undefined;
  const promoted = Math.max(timeCreated, expiry - sessionLifetimeMs);
  const since = Date.now() - promoted;
  // Seconds get lost in the end of a cookie, and two machines have two clocks.
  return since < -GRACE_MS ? undefined : Math.max(0, since);
}

/** Kept with the session: when an old refresh token of it was first shown, and the end that the session had then. */
const firstReuse = z.object({ expiry: z.number(), at: z.number() });
const sessionData = z.looseObject({ firstReuse: firstReuse.optional().catch(undefined) });

/**
 * For how long an old refresh token has been shown since the last promotion, in milliseconds. Kept with the session in the
 * core, so that no client can forge it and every process knows it.
 */
async function sinceFirstReuse(session: SessionInformation): Promise<number> {
  const now = Date.now();
  const { expiry, sessionHandle } = session;
  const data = sessionData.parse(session.sessionDataInDatabase ?? {});
  // Every promotion moves the end of the session on.
  if (data.firstReuse?.expiry === expiry) return Math.max(0, now - data.firstReuse.at);
  await updateSessionDataInDatabase(sessionHandle, { ...data, firstReuse: { expiry, at: now } });
  return 0;
}

/** An old refresh token that was shown, and whose session it is. */
export interface Reuse {
  sessionHandle: string;
  userId: string;
  /** When the browser was first sent round with this token, as it says; undefined if it was not. */
  refusedAt: number | undefined;
}

/** None for the first time, then as long as the browser has been sent round already: each pause doubles that time. */
async function pause(now: number, refusedAt: number | undefined): Promise<void> {
  if (refusedAt === undefined) return;
  await wait(Math.min(Math.max(now - refusedAt, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS));
}

/**
 * Whether an old refresh token is shown within the grace period. If so, resolves after a pause that grows from one round
 * to the next: the browser is then sent round, and shows what it holds by now.
 */
export async function isWithinGrace({ sessionHandle, refusedAt }: Reuse): Promise<boolean> {
  const now = Date.now();
  const session = await getSessionInformation(sessionHandle);
  // A session that has just ended is one that the next round finds ended.
  const since = session === undefined ? 0 : (sincePromotion(session) ?? (await sinceFirstReuse(session)));
  if (since > GRACE_MS) return false;
  await pause(now, refusedAt);
  return true;
}

/**
 * Whether an old refresh token may be a request that was under way for longer than the grace period: the first time
 * since the promotion, and for one grace period from then.
 */
export async function mayBeLate(reuse: Reuse): Promise<boolean> {
  if (await isWithinGrace(reuse)) return true;
  const session = await getSessionInformation(reuse.sessionHandle);
  return session === undefined || (await sinceFirstReuse(session)) <= GRACE_MS;
}

/** Ends a session of which an old refresh token was shown after the grace period, newest token included. */
export async function endStolenSession({ sessionHandle, userId }: Omit<Reuse, 'refusedAt'>): Promise<void> {
  await revokeSession(sessionHandle);
  noteForActivity(userId, 'theft_detected');
}
