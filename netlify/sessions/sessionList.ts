import {
  getAllSessionHandlesForUser,
  getSessionInformation,
  revokeAllSessionsForUser,
  revokeMultipleSessions,
  type SessionContainer,
  type SessionInformation,
} from 'supertokens-node/recipe/session';
import type { SessionEntry, SessionsAnswer } from '../../config/contracts/sessions.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { rememberedUserAgent } from './device.ts';
import { sessionGone } from '../platform/session/verifySession.ts';
import { deviceInWords } from './deviceInWords.ts';
import { lastActive, lifetimeBy } from './lastActive.ts';
import { endOutstanding } from '../email/outstanding.ts';

/** The core tells of sessions one by one, and there is a time by which this has to be answered. */
const MOST_LISTED = 50;

/** The one that asks is never left out. */
function chosen(handles: string[], current: string): string[] {
  const others = handles.filter((handle) => handle !== current);
  return [...(others.length < handles.length ? [current] : []), ...others].slice(0, MOST_LISTED);
}

function toEntry(stored: SessionInformation, current: string, lifetime: number): SessionEntry {
  return {
    handle: stored.sessionHandle,
    ...deviceInWords(rememberedUserAgent(stored.sessionDataInDatabase)),
    begun: stored.timeCreated,
    active: lastActive(stored, lifetime),
    current: stored.sessionHandle === current,
  };
}

const currentFirst = (a: SessionEntry, b: SessionEntry) =>
  Number(b.current) - Number(a.current) || b.active - a.active;

/** The session that asks, without which nobody knows how long sessions live. */
async function lifetimeOf(session: SessionContainer): Promise<number> {
  const own = await getSessionInformation(session.getHandle());
  if (own === undefined) throw sessionGone();
  return lifetimeBy(own, session.getAccessTokenPayload() as Record<string, unknown>);
}

/**
 * Where somebody is signed in.
 *
 * @param session the one that asks
 * @param userId whose sessions: its owner's, or those of somebody whom an administrator looks at
 */
export async function listSessions(
  session: SessionContainer,
  userId = session.getUserId(),
): Promise<SessionsAnswer> {
  const current = session.getHandle();
  const handles = await getAllSessionHandlesForUser(userId);
  const listed = chosen(handles, current);
  const [lifetime, ...found] = await Promise.all([
    lifetimeOf(session),
    ...listed.map((handle) => getSessionInformation(handle)),
  ]);
  // One that ended between the two questions is not listed.
  const stored = found.filter((one) => one !== undefined);
  return {
    sessions: stored.map((one) => toEntry(one, current, lifetime)).sort(currentFirst),
    more: Math.max(0, handles.length - listed.length),
  };
}

async function endThose(handles: string[]): Promise<number> {
  return handles.length === 0 ? 0 : (await revokeMultipleSessions(handles)).length;
}

/**
 * Signs a user out everywhere but in the session that asks, and ends everything outstanding.
 *
 * @returns how many sessions that ended
 */
export async function endOtherSessions(
  session: SessionContainer,
  userId = session.getUserId(),
): Promise<number> {
  const handles = await getAllSessionHandlesForUser(userId);
  const ended = await endThose(handles.filter((handle) => handle !== session.getHandle()));
  await endOutstanding(userId);
  return ended;
}

/** Signs the user of a session out everywhere, in this session too, and ends everything outstanding. */
export async function endAllSessions(session: SessionContainer): Promise<number> {
  const userId = session.getUserId();
  const ended = await revokeAllSessionsForUser(userId);
  await endOutstanding(userId);
  // Has the SDK clear the cookies of this browser.
  await session.revokeSession();
  return ended.length;
}

/**
 * Ends one of somebody's sessions. One that is over already and one of somebody else's end nothing, and nobody can
 * tell which it was.
 *
 * @throws Refusal 400 for the session that asks
 */
export async function endOneSession(
  session: SessionContainer,
  handle: string,
  userId = session.getUserId(),
): Promise<number> {
  if (handle === session.getHandle()) {
    throw new Refusal(400, 'BAD_REQUEST', 'This is the session that asks: sign out instead.', {
      field: 'handle',
    });
  }
  const handles = await getAllSessionHandlesForUser(userId);
  return endThose(handles.filter((one) => one === handle));
}
