import type { SuperTokensConfig } from 'supertokens-node';
import { init as emailPassword } from 'supertokens-node/recipe/emailpassword';
import { init as emailVerification } from 'supertokens-node/recipe/emailverification';
import { init as session } from 'supertokens-node/recipe/session';
import { init as userMetadata } from 'supertokens-node/recipe/usermetadata';
import { init as userRoles } from 'supertokens-node/recipe/userroles';
import { acceptedOrigin } from '../security/addresses.ts';
import { toAppInfo } from './appInfo.ts';
import { validateEmail } from '../rules/emailRule.ts';
import { type Env, getEnv } from '../env/env.ts';
import { passwordProblem } from '../rules/passwordRule.ts';

type SessionConfig = NonNullable<Parameters<typeof session>[0]>;
type EmailPasswordConfig = NonNullable<Parameters<typeof emailPassword>[0]>;
type EmailVerificationConfig = NonNullable<Parameters<typeof emailVerification>[0]>;
type EmailPasswordOverride = NonNullable<EmailPasswordConfig['override']>;
type EmailPasswordApis = NonNullable<EmailPasswordOverride['apis']>;
type EmailPasswordFunctions = NonNullable<EmailPasswordOverride['functions']>;

/** What the functions add to the session recipe: behaviour, which has no place in config/. */
export type SessionBehaviour = Pick<SessionConfig, 'errorHandlers' | 'override'>;

/** How the recipes have their mails sent. */
export interface MailServices {
  passwordReset: NonNullable<NonNullable<EmailPasswordConfig['emailDelivery']>['service']>;
  emailVerification: NonNullable<NonNullable<EmailVerificationConfig['emailDelivery']>['service']>;
}

/** What the functions add to the recipes. */
export interface BackendBehaviour {
  session?: SessionBehaviour;
  emailPasswordApis?: EmailPasswordApis;
  emailPasswordFunctions?: EmailPasswordFunctions;
  /** What is wrong with a new password; where absent, only what a browser could tell, too. */
  validatePassword?: (password: unknown) => Promise<string | undefined>;
  emailVerification?: EmailVerificationConfig['override'];
  /** Absent in functions that send none of these mails. */
  mail?: MailServices;
}

const refuseToSend = {
  sendEmail: () => Promise.reject(new Error('This function sends no mail for the SDK.')),
};

/** Sends nothing. Left to itself the SDK would hand mails to its vendor's server. */
export const NO_MAILS: MailServices = {
  passwordReset: refuseToSend,
  emailVerification: refuseToSend,
};

/** Who has no address to verify counts as verified: where verification is off that is everybody, and nobody is asked. */
const nobodysAddress = () => Promise.resolve({ status: 'EMAIL_DOES_NOT_EXIST_ERROR' as const });

/** What the cookies need. Left to itself, the SDK would look public suffixes up, which take a while to load. */
function sameSite({ websiteDomain, deployed }: Env): 'lax' | 'none' | undefined {
  if (websiteDomain === undefined) return 'lax';
  // Without TLS, as on a developer's machine, browsers keep no cookie that is `none`.
  return deployed ? 'none' : undefined;
}

/**
 * The backend configuration for SuperTokens' `init`.
 *
 * @example init(getBackendConfig());
 */
export function getBackendConfig(behaviour: BackendBehaviour = {}, env: Env = getEnv()): SuperTokensConfig {
  const { websiteDomain, ...appInfo } = toAppInfo(env);
  return {
    framework: 'awsLambda',
    isInServerlessEnv: true,
    telemetry: false,
    supertokens: { connectionURI: env.core.connectionUri, apiKey: env.core.apiKey },
    appInfo: {
      ...appInfo,
      // Links and CORS are for the address that the request came to; netlify/platform/createFunction.ts lets no other in.
      origin: ({ request }) =>
        env.websiteDomain ?? acceptedOrigin(env, request?.getHeaderValue('host')) ?? websiteDomain,
    },
    recipeList: [
      emailPassword({
        emailDelivery: { service: (behaviour.mail ?? NO_MAILS).passwordReset },
        signUpFeature: {
          formFields: [
            { id: 'email', validate: validateEmail },
            {
              id: 'password',
              validate:
                behaviour.validatePassword ??
                ((password) => Promise.resolve(passwordProblem(password, env.passwordMinLength))),
            },
          ],
        },
        override: {
          ...(behaviour.emailPasswordFunctions && { functions: behaviour.emailPasswordFunctions }),
          apis: (original, builder) => ({
            ...(behaviour.emailPasswordApis?.(original, builder) ?? original),
            // The sign-up form asks this of every address typed in. It finds out when it is sent.
            emailExistsGET: () => Promise.resolve({ status: 'OK', exists: false }),
          }),
        },
      }),
      emailVerification({
        mode: env.emailVerification === 'required' ? 'REQUIRED' : 'OPTIONAL',
        emailDelivery: { service: (behaviour.mail ?? NO_MAILS).emailVerification },
        ...(env.emailVerification === 'off' && { getEmailForRecipeUserId: nobodysAddress }),
        ...(behaviour.emailVerification && { override: behaviour.emailVerification }),
      }),
      session({
        ...behaviour.session,
        // The SDK would compare one address of the site with another and take them for two sites.
        cookieSameSite: sameSite(env),
        useDynamicAccessTokenSigningKey: env.accessTokenSigningKey === 'dynamic',
        // Asked for nothing, the SDK answers a request without `st-auth-mode` with tokens that scripts can read.
        getTokenTransferMethod: () => 'cookie',
      }),
      userMetadata(),
      userRoles(),
    ],
  };
}
