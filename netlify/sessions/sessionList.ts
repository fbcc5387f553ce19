import {
  getAllSessionHandlesForUser,
  getSessionInformation,
  revokeMultipleSessions,
  type SessionContainer,
  type SessionInformation,
} from 'supertokens-node/recipe/session';
import type { SessionEntry, SessionsAnswer } from '../../config/contracts/sessions.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { rememberedDevice } from './device.ts';
import { sessionGone } from '../platform/session/verifySession.ts';
import { describeDevice } from './describeDevice.ts';
import { lastActive, lifetimeBy } from './lastActive.ts';
import { endSessionsAndOutstanding } from '../email/outstanding.ts';

/** The core returns sessions one by one, within the time limit of the response. */
const MAX_LISTED = 50;

/** Always includes the current session. */
function chosen(handles: string[], current: string): string[] {
  const others = handles.filter((handle) => handle !== current);
  return [...(others.length < handles.length ? [current] : []), ...others].slice(0, MAX_LISTED);
}

function toEntry(stored: SessionInformation, current: string, lifetime: number): SessionEntry {
  const { userAgent, place = null } = rememberedDevice(stored.sessionDataInDatabase);
  return {
    handle: stored.sessionHandle,
    ...describeDevice(userAgent),
    place,
    createdAt: stored.timeCreated,
    lastActiveAt: lastActive(stored, lifetime),
    current: stored.sessionHandle === current,
  };
}

const currentFirst = (a: SessionEntry, b: SessionEntry) =>
  Number(b.current) - Number(a.current) || b.lastActiveAt - a.lastActiveAt;

/** The current session, which is needed to derive the lifetime of sessions. */
async function lifetimeOf(session: SessionContainer): Promise<number> {
  const own = await getSessionInformation(session.getHandle());
  if (own === undefined) throw sessionGone();
  return lifetimeBy(own, session.getAccessTokenPayload() as Record<string, unknown>);
}

/**
 * Lists the sessions of a user.
 *
 * @param session the current session
 * @param userId the owner of the sessions: the user of the session, or another one for an administrator
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
  // A session that ended between the two calls is not listed.
  const stored = found.filter((one) => one !== undefined);
  return {
    sessions: stored.map((one) => toEntry(one, current, lifetime)).sort(currentFirst),
    omittedSessions: Math.max(0, handles.length - listed.length),
  };
}

async function endSessionsByHandle(handles: string[]): Promise<number> {
  return handles.length === 0 ? 0 : (await revokeMultipleSessions(handles)).length;
}

/**
 * Ends all sessions of the user except the current one, and all outstanding requests.
 *
 * @returns the number of ended sessions
 */
export async function endOtherSessions(
  session: SessionContainer,
  userId = session.getUserId(),
): Promise<number> {
  return endSessionsAndOutstanding(userId, async () => {
    const handles = await getAllSessionHandlesForUser(userId);
    return endSessionsByHandle(handles.filter((handle) => handle !== session.getHandle()));
  });
}

/**
 * Ends all other sessions of the user after a removal that cannot be undone, and tells them of it, whether or
 * not the sessions have ended.
 *
 * @param tell gets whether all other sessions have ended
 * @returns what it resolves with
 * @throws afterwards, if they have not ended
 */
export async function endOthersAndTell<T>(
  session: SessionContainer,
  tell: (othersEnded: boolean) => Promise<T>,
): Promise<T> {
  const [ending] = await Promise.allSettled([endOtherSessions(session)]);
  const told = await tell(ending.status === 'fulfilled');
  if (ending.status === 'rejected') throw ending.reason;
  return told;
}

/** Ends all sessions of the user, including the current one, and all outstanding requests. */
export async function endAllSessions(session: SessionContainer): Promise<number> {
  const ended = await endSessionsAndOutstanding(session.getUserId());
  // Makes the SDK clear the cookies of this browser.
  await session.revokeSession();
  return ended;
}

/**
 * Ends one session of a user. A session that has ended and one of another user have the same result,
 * so that they cannot be distinguished.
 *
 * @throws Refusal 400 for the current session
 */
export async function endOneSession(
  session: SessionContainer,
  handle: string,
  userId = session.getUserId(),
): Promise<number> {
  if (handle === session.getHandle()) {
    throw new Refusal(400, 'BAD_REQUEST', 'This is your current session. Sign out instead.', {
      field: 'handle',
      reason: 'sessions.isCurrent',
    });
  }
  const handles = await getAllSessionHandlesForUser(userId);
  return endSessionsByHandle(handles.filter((one) => one === handle));
}
