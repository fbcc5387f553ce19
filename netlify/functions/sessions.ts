import { sessionsScope, type SessionsEnded } from '../../config/contracts/sessions.ts';
import { recordActivity } from '../activity/activityLog.ts';
import { createFunction } from '../platform/createFunction.ts';
import { NOTHING_HERE, Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { endAllSessions, endOneSession, endOtherSessions, listSessions } from '../sessions/sessionList.ts';

/** Format of the core's session handles: a UUID, and the tenant id unless it is the default. */
const HANDLE = /^[\w-]{1,200}$/;

function requireHandle(handle: string | undefined): string {
  if (handle === undefined || !HANDLE.test(handle)) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
  return handle;
}

async function recordEnded(event: SessionEvent, ended: number): Promise<SessionsEnded> {
  if (ended > 0) await recordActivity(event, event.session.getUserId(), 'sessions_ended');
  recordOutcome('sessions_ended');
  return { ended };
}

/**
 * `/.netlify/functions/sessions`: the sessions of the caller. `DELETE` ends the other sessions, with
 * `?scope=all` also the current one, and `DELETE :handle` a single one.
 */
export const handler = createFunction({
  name: 'sessions',
  routes: {
    'GET ': defineRoute({ verifySession: 'live', handler: ({ session }) => listSessions(session) }),
    'DELETE ': defineRoute({
      verifySession: 'live',
      query: sessionsScope,
      handler: async (event, { query: { scope } }) => {
        const end = scope === 'all' ? endAllSessions : endOtherSessions;
        return recordEnded(event, await end(event.session));
      },
    }),
    'DELETE :handle': defineRoute({
      verifySession: 'live',
      handler: async (event, { params: { handle } }) =>
        recordEnded(event, await endOneSession(event.session, requireHandle(handle))),
    }),
  },
});
