import middy from '@middy/core';
import httpCors from '@middy/http-cors';
import { getAllCORSHeaders, init } from 'supertokens-node';
import type { SessionEvent } from 'supertokens-node/framework/awsLambda';
import { init as emailPassword } from 'supertokens-node/recipe/emailpassword';
import { init as session } from 'supertokens-node/recipe/session';
import { verifySession } from 'supertokens-node/recipe/session/framework/awsLambda';

/**
 * The user function of SuperTokens' guide for Netlify, as a reference for ours.
 *
 * @see https://supertokens.com/docs/integrations/netlify
 */
const site = 'https://www.example.com';

init({
  framework: 'awsLambda',
  isInServerlessEnv: true,
  supertokens: { connectionURI: 'http://127.0.0.1:9' },
  appInfo: {
    appName: 'Example',
    apiDomain: site,
    websiteDomain: site,
    apiBasePath: '/.netlify/functions/auth',
  },
  recipeList: [emailPassword(), session()],
});

const answer = (event: SessionEvent) =>
  Promise.resolve({
    statusCode: 200,
    body: JSON.stringify({
      sessionHandle: event.session?.getHandle(),
      userId: event.session?.getUserId(),
      accessTokenPayload: event.session?.getAccessTokenPayload() as unknown,
    }),
  });

export const handler = middy(verifySession(answer))
  .use(
    httpCors({
      origin: site,
      credentials: true,
      headers: ['content-type', ...getAllCORSHeaders()].join(', '),
    }),
  )
  .onError((request) => {
    throw request.error ?? new Error('no session');
  });
