import { setTimeout as delay } from 'node:timers/promises';
import { getSessionInformation, revokeSession } from 'supertokens-node/recipe/session';
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
 * @param refreshExpires end of a refresh token that was made just now, in milliseconds since the epoch
 */
export function noteSessionLifetime(refreshExpires: number): void {
  sessionLifetimeMs = refreshExpires - Date.now();
}

/**
 * For how long the current refresh token of a session has been the current one, in milliseconds: the core moves the end of a
 * session on when it promotes one. Undefined where this process has not seen a refresh, or the core's setting has changed.
 */
async function sincePromotion(sessionHandle: string): Promise<number | undefined> {
  const session = await getSessionInformation(sessionHandle);
  if (session === undefined || sessionLifetimeMs === undefined) return undefined;
  const promoted = Math.max(session.timeCreated, session.expiry - sessionLifetimeMs);
  const since = Date.now() - promoted;
  // Seconds get lost in the end of a cookie, and two machines have two clocks.
  return since < -GRACE_MS ? undefined : Math.max(0, since);
}

/** An old refresh token that was shown, and whose session it is. */
export interface Reuse {
  sessionHandle: string;
  userId: string;
  /** When the browser was first sent round with this token; undefined if it was not. */
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
  const since = (await sincePromotion(sessionHandle)) ?? now - (refusedAt ?? now);
  if (since > GRACE_MS) return false;
  await pause(now, refusedAt);
  return true;
}

/** Ends a session of which an old refresh token was shown after the grace period, newest token included. */
export async function endStolenSession({ sessionHandle, userId }: Omit<Reuse, 'refusedAt'>): Promise<void> {
  await revokeSession(sessionHandle);
  noteForActivity(userId, 'theft_detected');
}
