import type { SuperTokensConfig } from 'supertokens-node';
import { init as emailPassword } from 'supertokens-node/recipe/emailpassword';
import { init as session } from 'supertokens-node/recipe/session';
import { init as userMetadata } from 'supertokens-node/recipe/usermetadata';
import { init as userRoles } from 'supertokens-node/recipe/userroles';
import { acceptedOrigin } from './addresses.ts';
import { toAppInfo } from './appInfo.ts';
import { type Env, getEnv } from './env.ts';
import { validatePassword } from './passwordRule.ts';

type SessionConfig = NonNullable<Parameters<typeof session>[0]>;

/** What the functions add to the session recipe: behaviour, which has no place in config/. */
export type SessionBehaviour = Pick<SessionConfig, 'errorHandlers' | 'override'>;

/**
 * The backend configuration for SuperTokens' `init`.
 *
 * @example init(getBackendConfig());
 */
export function getBackendConfig(behaviour: SessionBehaviour = {}, env: Env = getEnv()): SuperTokensConfig {
  const { websiteDomain, ...appInfo } = toAppInfo(env);
  return {
    framework: 'awsLambda',
    isInServerlessEnv: true,
    telemetry: false,
    supertokens: { connectionURI: env.core.connectionUri, apiKey: env.core.apiKey },
    appInfo: {
      ...appInfo,
      // Links and CORS are for the address that the request came to; netlify/http.ts lets no other in.
      origin: ({ request }) =>
        env.websiteDomain ?? acceptedOrigin(env, request?.getHeaderValue('host')) ?? websiteDomain,
    },
    recipeList: [
      emailPassword({
        signUpFeature: { formFields: [{ id: 'password', validate: validatePassword }] },
        override: {
          apis: (original) => ({
            ...original,
            // The sign-up form asks this of every address typed in. It finds out when it is sent.
            emailExistsGET: () => Promise.resolve({ status: 'OK', exists: false }),
          }),
        },
      }),
      session({
        ...behaviour,
        // The SDK would compare one address of the site with another and take them for two sites.
        cookieSameSite: env.websiteDomain === undefined ? 'lax' : undefined,
        useDynamicAccessTokenSigningKey: env.accessTokenSigningKey === 'dynamic',
        // Asked for nothing, the SDK answers a request without `st-auth-mode` with tokens that scripts can read.
        getTokenTransferMethod: () => 'cookie',
      }),
      userMetadata(),
      userRoles(),
    ],
  };
}
