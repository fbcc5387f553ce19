import type { UserAnswer } from '../../config/contracts/session.ts';
import { createFunction } from '../platform/createFunction.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';

/**
 * `GET /.netlify/functions/user`: returns the session of the caller from the access token, without a call to
 * the core.
 */
export const handler = createFunction({
  name: 'user',
  routes: {
    'GET ': defineRoute({
      verifySession: 'present',
      handler: (event): UserAnswer => ({
        sessionHandle: event.session.getHandle(),
        userId: event.session.getUserId(),
        accessTokenPayload: event.session.getAccessTokenPayload() as Record<string, unknown>,
      }),
    }),
  },
});
