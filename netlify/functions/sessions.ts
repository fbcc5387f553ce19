import type { SessionContainer } from 'supertokens-node/recipe/session';
import { FUNCTION_PATHS, sessionsScope, type SessionsEnded } from '../../config/functionContract.ts';
import { noteActivity } from '../activity/activity.ts';
import { endAllSessions, endOneSession, endOtherSessions, listSessions } from '../sessions/sessionList.ts';
import { atAndBelow, createFunction } from '../platform/createFunction.ts';
import { readQuery } from '../platform/http/input.ts';
import { json, type FunctionEvent } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { noteOutcome } from '../platform/http/scope.ts';
import { requireLiveSession } from '../platform/session/requireSession.ts';

/** As the core makes them, with the tenant's id where there is one. */
const HANDLE = /^[\w-]{1,200}$/;

/** The session that an address names; undefined for the address of all. */
function namedSession({ path }: FunctionEvent): string | undefined {
  const rest = path.slice(FUNCTION_PATHS.sessions.length).replace(/^\/|\/$/g, '');
  if (rest === '') return undefined;
  if (!HANDLE.test(rest)) throw new Refusal(404, 'NOT_FOUND', 'There is nothing at this address.');
  return rest;
}

async function endSeveral(session: SessionContainer, event: FunctionEvent): Promise<number> {
  const { scope } = readQuery(event, sessionsScope);
  return scope === 'all' ? endAllSessions(session) : endOtherSessions(session);
}

async function end(session: SessionContainer, event: FunctionEvent) {
  const handle = namedSession(event);
  const ended =
    handle === undefined ? await endSeveral(session, event) : await endOneSession(session, handle);
  if (ended > 0) await noteActivity(event, session.getUserId(), 'sessions_ended');
  noteOutcome('sessions_ended');
  return json(200, { ended } satisfies SessionsEnded);
}

const answer = requireLiveSession(async (session, event) => {
  if (event.httpMethod === 'DELETE') return end(session, event);
  if (namedSession(event) !== undefined)
    throw new Refusal(404, 'NOT_FOUND', 'There is nothing at this address.');
  return json(200, await listSessions(session));
});

/**
 * `/.netlify/functions/sessions`: where the user is signed in. `DELETE` ends the other sessions, with `?scope=all` this
 * one too, and below it one of them.
 */
export const handler = createFunction({
  name: 'sessions',
  methods: ['GET', 'DELETE'],
  methodsAt: atAndBelow('sessions', ['GET', 'DELETE']),
  answer,
});
