import { getUser } from 'supertokens-node';
import { getSessionInformation, type SessionContainer } from 'supertokens-node/recipe/session';
import type { ProfileAnswer } from '../../config/functionContract.ts';
import { profileChange } from '../../config/rules/profileFields.ts';
import { changeProfile, readProfile } from '../profile/profileFields.ts';
import { toWayIn } from '../profile/waysIn.ts';
import { createFunction } from '../platform/createFunction.ts';
import { readBody } from '../platform/http/input.ts';
import { json } from '../platform/http/message.ts';
import { requireLiveSession, requireSession, sessionGone } from '../platform/session/requireSession.ts';

async function wholeProfile(session: SessionContainer): Promise<ProfileAnswer> {
  const [user, stored, fields] = await Promise.all([
    getUser(session.getUserId()),
    getSessionInformation(session.getHandle()),
    readProfile(session.getUserId()),
  ]);
  if (user === undefined) await session.revokeSession();
  if (user === undefined || stored === undefined) throw sessionGone();
  return {
    userId: user.id,
    emails: user.emails,
    timeJoined: user.timeJoined,
    fields,
    waysIn: user.loginMethods.map(toWayIn),
    session: { handle: stored.sessionHandle, begun: stored.timeCreated, ends: stored.expiry },
  };
}

const read = requireSession(async (session) => json(200, await wholeProfile(session)));

const change = requireLiveSession(async (session, event) =>
  json(200, await changeProfile(session.getUserId(), readBody(event, profileChange))),
);

/**
 * `/.netlify/functions/profile`. `GET`: what only the core knows, the session's being still there included.
 * `PATCH`: what a person says of herself.
 */
export const handler = createFunction({
  name: 'profile',
  methods: ['GET', 'PATCH'],
  answer: (event, context) => (event.httpMethod === 'PATCH' ? change : read)(event, context),
});
