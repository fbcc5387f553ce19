import { linkQuery, type LinkAnswer } from '../../config/contracts/magic-link.ts';
import { getEnv } from '../../config/env/env.ts';
import { addressOfLink } from '../magic-link/openCodes.ts';
import { passwordlessRecipes } from '../magic-link/recipe.ts';
import { requestCode, resendCode } from '../magic-link/requestCode.ts';
import { signInWithCode, signInWithLink } from '../magic-link/signIn.ts';
import { moveUserData } from '../data/moveUserData.ts';
import { findAddedMethods } from '../data/storedData.ts';
import { factorClaims } from '../second-factor/sessionClaims.ts';
import { createFunction } from '../platform/createFunction.ts';
import type { DeployConfig } from '../platform/deploy/webHandler.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { defineRoute, type Routes } from '../platform/routes/defineRoute.ts';
import { signInRefusalPage } from '../sign-in/formRefusalPage.ts';
import { reportNewBrowser } from '../sign-in/newBrowser.ts';

const LINK_REFUSED = 'This link is no longer valid. It was used, has expired, or is not complete.';

const routes: Routes = {
  'POST request': defineRoute({ handler: (event) => requestCode(event) }),
  'POST resend': defineRoute({ handler: (event) => resendCode(event) }),
  'POST code': defineRoute({ handler: (event, _input, context) => signInWithCode(event, context) }),
  'POST link': defineRoute({ handler: (event, _input, context) => signInWithLink(event, context) }),
  'GET link': defineRoute({
    query: linkQuery,
    handler: async (_event, { query }): Promise<LinkAnswer> => {
      const email = await addressOfLink(query);
      if (email === undefined)
        throw new Refusal(400, 'BAD_REQUEST', LINK_REFUSED, {
          field: 'code',
          reason: 'magic-link.linkRefused',
          outcome: 'sign_in_link_refused',
        });
      return { email };
    },
  }),
};

/**
 * `/.netlify/functions/magic-link`: sign-in with a link or code that is sent by email.
 * - `POST request` and `POST resend` send a mail.
 * - `POST code` signs in with the code, in the browser that requested it.
 * - `POST link` signs in with the link; `GET link` returns the address that it is for, and changes nothing.
 */
export const handler = createFunction({
  name: 'magic-link',
  routes: () => (getEnv().signInMethods.includes('email') ? routes : {}),
  recipes: passwordlessRecipes,
  factorClaims,
  moveUserData,
  findAddedMethods,
  afterSignIn: reportNewBrowser,
  refusalView: signInRefusalPage,
});

export const config = {
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
} satisfies DeployConfig;
