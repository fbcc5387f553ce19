import { SOCIAL_FUNCTION } from '../../config/contracts/social.ts';
import { moveUserData } from '../data/moveUserData.ts';
import { findAddedMethods } from '../data/storedData.ts';
import { factorClaims } from '../second-factor/sessionClaims.ts';
import { createFunction } from '../platform/createFunction.ts';
import type { DeployConfig } from '../platform/deploy/webHandler.ts';
import { defineRoute, type Routes } from '../platform/routes/defineRoute.ts';
import { signInRefusalPage } from '../sign-in/formRefusalPage.ts';
import { reportNewBrowser } from '../sign-in/newBrowser.ts';
import { answerCallback, answerStart } from '../social/answer.ts';
import { redirectFormPost, refuseOtherSenders, usesFormPost } from '../social/formCallback.ts';
import { enabledProviders, type Provider } from '../social/providers.ts';
import { socialRecipes } from '../social/thirdPartyRecipe.ts';

function routesOf(provider: Provider): Routes {
  const { id } = provider;
  return {
    [`GET ${id}/start`]: defineRoute({ handler: (event) => answerStart(event, provider) }),
    [`GET ${id}/callback`]: defineRoute({
      handler: (event, _input, context) => answerCallback(event, context, provider),
    }),
    ...(usesFormPost(provider) && {
      [`POST ${id}/callback`]: defineRoute({
        handler: (event) => Promise.resolve(redirectFormPost(event, provider)),
      }),
    }),
  };
}

/**
 * `/.netlify/functions/social`: sign-in with providers.
 * - `GET <provider>/start?redirectToPath=…` redirects to the provider.
 * - `GET <provider>/callback` is where the provider sends the browser back; for Apple `POST`, too.
 */
export const handler = createFunction({
  name: 'social',
  basePath: () => SOCIAL_FUNCTION,
  routes: () => Object.assign({}, ...enabledProviders().map(routesOf)) as Routes,
  refusalView: signInRefusalPage,
  refuseSender: refuseOtherSenders,
  recipes: socialRecipes,
  factorClaims,
  moveUserData,
  findAddedMethods,
  afterSignIn: reportNewBrowser,
});

export const config = {
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
} satisfies DeployConfig;
