import { getUser } from 'supertokens-node';
import { getSessionInformation } from 'supertokens-node/recipe/session';
import type { ProfileAnswer } from '../../config/functionContract.ts';
import { createFunction } from '../http.ts';
import { json } from '../http/message.ts';
import { requireSession, sessionGone } from '../session/requireSession.ts';

/** `GET /.netlify/functions/profile`: what only the core knows, the session's being still there included. */
export const handler = createFunction({
  name: 'profile',
  methods: ['GET'],
  answer: requireSession(async (session) => {
    const [user, stored] = await Promise.all([
      getUser(session.getUserId()),
      getSessionInformation(session.getHandle()),
    ]);
    if (user === undefined) await session.revokeSession();
    if (user === undefined || stored === undefined) throw sessionGone();
    const answer: ProfileAnswer = {
      userId: user.id,
      emails: user.emails,
      timeJoined: user.timeJoined,
      session: { handle: stored.sessionHandle, begun: stored.timeCreated, ends: stored.expiry },
    };
    return json(200, answer);
  }),
});
