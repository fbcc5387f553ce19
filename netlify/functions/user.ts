import type { UserAnswer } from '../../config/functionContract.ts';
import { createFunction } from '../platform/createFunction.ts';
import { json } from '../platform/http/message.ts';
import { requireSession } from '../platform/session/requireSession.ts';

/** `GET /.netlify/functions/user`: who is this? Answered from the access token, without asking the core. */
export const handler = createFunction({
  name: 'user',
  methods: ['GET'],
  answer: requireSession(async (session) => {
    const answer: UserAnswer = {
      sessionHandle: session.getHandle(),
      userId: session.getUserId(),
      accessTokenPayload: session.getAccessTokenPayload() as Record<string, unknown>,
    };
    return Promise.resolve(json(200, answer));
  }),
});
