import { createFunction } from '../platform/createFunction.ts';
import type { DeployConfig } from '../platform/deploy/webHandler.ts';
import { requireJsonBody } from '../platform/http/body.ts';
import { sdkMails } from '../platform/mail/sdkMails.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import { allowMethod, removeMethod } from '../sign-in-methods/changeMethods.ts';
import { listMethods } from '../sign-in-methods/methodList.ts';
import { sendPasswordLink } from '../sign-in-methods/passwordLink.ts';

/**
 * `/.netlify/functions/sign-in-methods`: how the caller can sign in, apart from passkeys.
 * - `GET` lists the ways.
 * - `DELETE :method` removes one, and `PUT :method` lets one that was removed join the account again.
 * - `POST password` sends a link to set a first password.
 */
export const handler = createFunction({
  name: 'sign-in-methods',
  routes: {
    'GET ': defineRoute({ verifySession: 'live', handler: listMethods }),
    'DELETE :method': defineRoute({
      verifySession: 'live',
      recentProof: 'sign-in',
      handler: (event, { params: { method = '' } }) => removeMethod(event, method),
    }),
    'PUT :method': defineRoute({
      verifySession: 'live',
      recentProof: 'sign-in',
      handler: (event, { params: { method = '' } }) => {
        requireJsonBody(event);
        return allowMethod(event, method);
      },
    }),
    'POST password': defineRoute({
      verifySession: 'live',
      recentProof: 'sign-in',
      handler: (event) => {
        requireJsonBody(event);
        return sendPasswordLink(event);
      },
    }),
  },
  mail: sdkMails,
});

export const config = {
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
} satisfies DeployConfig;
