import {
  getAllSessionHandlesForUser,
  getSessionInformation,
  revokeMultipleSessions,
  type SessionContainer,
  type SessionInformation,
} from 'supertokens-node/recipe/session';
import type { SessionEntry, SessionsAnswer } from '../../config/functionContract.ts';
import { Refusal } from '../http/refusal.ts';
import { rememberedUserAgent } from '../session/device.ts';
import { sessionGone } from '../session/requireSession.ts';
import { deviceInWords } from './deviceWords.ts';
import { lastActive, lifetimeBy } from './lastActive.ts';

/** The core tells of sessions one by one, and there is a time by which this has to be answered. */
const MOST_LISTED = 50;

/** The current one is never left out. */
function chosen(handles: string[], current: string): string[] {
  return [current, ...handles.filter((handle) => handle !== current)].slice(0, MOST_LISTED);
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

/** Where the owner of a session is signed in. */
export async function listSessions(session: SessionContainer): Promise<SessionsAnswer> {
  const current = session.getHandle();
  const handles = await getAllSessionHandlesForUser(session.getUserId());
  const listed = chosen(handles, current);
  const found = await Promise.all(listed.map((handle) => getSessionInformation(handle)));
  // One that ended between the two questions is not listed.
  const stored = found.filter((one) => one !== undefined);
  const own = stored.find(({ sessionHandle }) => sessionHandle === current);
  if (own === undefined) throw sessionGone();
  const lifetime = lifetimeBy(own, session.getAccessTokenPayload() as Record<string, unknown>);
  return {
    sessions: stored.map((one) => toEntry(one, current, lifetime)).sort(currentFirst),
    more: Math.max(0, handles.length - listed.length),
  };
}

/** Ends every session of the owner but the one that asks. */
export async function endOtherSessions(session: SessionContainer): Promise<number> {
  const handles = await getAllSessionHandlesForUser(session.getUserId());
  const others = handles.filter((handle) => handle !== session.getHandle());
  return others.length === 0 ? 0 : (await revokeMultipleSessions(others)).length;
}

/**
 * Ends one of the owner's sessions. One that is over already and one of somebody else's end nothing, and nobody can
 * tell which it was.
 */
export async function endOneSession(session: SessionContainer, handle: string): Promise<number> {
  if (handle === session.getHandle()) {
    throw new Refusal(400, 'BAD_REQUEST', 'This is the session that asks: sign out instead.', {
      field: 'handle',
    });
  }
  const handles = await getAllSessionHandlesForUser(session.getUserId());
  return handles.includes(handle) ? (await revokeMultipleSessions([handle])).length : 0;
}
