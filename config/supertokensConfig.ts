import type { SuperTokensConfig } from 'supertokens-node';
import { init as emailPassword } from 'supertokens-node/recipe/emailpassword';
import { init as session } from 'supertokens-node/recipe/session';
import { toAppInfo } from './appInfo.ts';
import { type Env, getEnv } from './env.ts';

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
    // A function of the request, because one deploy answers at several addresses.
    appInfo: { ...appInfo, origin: () => websiteDomain },
    recipeList: [
      emailPassword(),
      session({
        ...behaviour,
        useDynamicAccessTokenSigningKey: env.accessTokenSigningKey === 'dynamic',
        // Asked for nothing, the SDK answers a request without `st-auth-mode` with tokens that scripts can read.
        getTokenTransferMethod: () => 'cookie',
      }),
    ],
  };
}
