import type { SuperTokensConfig } from 'supertokens-node';
import { init as accountLinking } from 'supertokens-node/recipe/accountlinking';
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
type AccountLinkingConfig = NonNullable<Parameters<typeof accountLinking>[0]>;
type EmailPasswordOverride = NonNullable<EmailPasswordConfig['override']>;
type EmailPasswordApis = NonNullable<EmailPasswordOverride['apis']>;
type EmailPasswordFunctions = NonNullable<EmailPasswordOverride['functions']>;

/** Session behavior of the functions, which is not part of config/. */
export type SessionBehaviour = Pick<SessionConfig, 'errorHandlers' | 'override'>;

/** The mail services of the recipes. */
export interface MailServices {
  passwordReset: NonNullable<NonNullable<EmailPasswordConfig['emailDelivery']>['service']>;
  emailVerification: NonNullable<NonNullable<EmailVerificationConfig['emailDelivery']>['service']>;
}

/** Behavior that the functions add to the recipes. */
export interface BackendBehaviour {
  session?: SessionBehaviour;
  emailPasswordApis?: EmailPasswordApis;
  emailPasswordFunctions?: EmailPasswordFunctions;
  /** Validates new passwords; without it, only with the rules that browsers know. */
  validatePassword?: (password: unknown) => Promise<string | undefined>;
  emailVerification?: EmailVerificationConfig['override'];
  /** Without it, accounts are never linked. */
  accountLinking?: AccountLinkingConfig;
  /** Recipes that only some functions need. */
  recipes?: SuperTokensConfig['recipeList'];
  /** Undefined in functions that send none of these mails. */
  mail?: MailServices;
}

const rejectMail = {
  sendEmail: () => Promise.reject(new Error('This function sends no mail for the SDK.')),
};

/** Sends nothing. By default the SDK would send mails through the server of its vendor. */
export const NO_MAILS: MailServices = {
  passwordReset: rejectMail,
  emailVerification: rejectMail,
};

/** A user without an address counts as verified. Where verification is off, this applies to all users. */
const missingAddress = () => Promise.resolve({ status: 'EMAIL_DOES_NOT_EXIST_ERROR' as const });

/**
 * SameSite of the cookies. By default the SDK would look it up in the public suffix list, which loads slowly.
 */
function sameSite({ websiteDomain, deployed }: Env): 'lax' | 'none' | undefined {
  if (websiteDomain === undefined) return 'lax';
  // Without TLS, as on a developer's machine, browsers reject cookies with `none`.
  return deployed ? 'none' : undefined;
}

function emailPasswordRecipe(behaviour: BackendBehaviour, { passwordMinLength }: Env) {
  const { emailPasswordApis, emailPasswordFunctions, validatePassword, mail = NO_MAILS } = behaviour;
  const byLength = (password: unknown) => Promise.resolve(passwordProblem(password, passwordMinLength));
  return emailPassword({
    emailDelivery: { service: mail.passwordReset },
    signUpFeature: {
      formFields: [
        { id: 'email', validate: validateEmail },
        { id: 'password', validate: validatePassword ?? byLength },
      ],
    },
    override: {
      ...(emailPasswordFunctions && { functions: emailPasswordFunctions }),
      apis: (original, builder) => ({
        ...(emailPasswordApis?.(original, builder) ?? original),
        // The sign-up form asks this for each address that is typed. It learns the result when it is sent.
        emailExistsGET: () => Promise.resolve({ status: 'OK', exists: false }),
      }),
    },
  });
}

function emailVerificationRecipe(
  { emailVerification: override, mail = NO_MAILS }: BackendBehaviour,
  env: Env,
) {
  return emailVerification({
    mode: env.emailVerification === 'required' ? 'REQUIRED' : 'OPTIONAL',
    emailDelivery: { service: mail.emailVerification },
    ...(env.emailVerification === 'off' && { getEmailForRecipeUserId: missingAddress }),
    ...(override && { override }),
  });
}

function sessionRecipe(behaviour: SessionBehaviour | undefined, env: Env) {
  return session({
    ...behaviour,
    // The SDK would compare origins of the site and take them for two sites.
    cookieSameSite: sameSite(env),
    useDynamicAccessTokenSigningKey: env.accessTokenSigningKey === 'dynamic',
    // Without `st-auth-mode` in the request, the SDK would return tokens that scripts can read.
    getTokenTransferMethod: () => 'cookie',
  });
}

/**
 * The backend configuration for SuperTokens' `init`.
 *
 * @example init(getBackendConfig());
 */
export function getBackendConfig(behaviour: BackendBehaviour = {}): SuperTokensConfig {
  const env = getEnv();
  const { websiteDomain, ...appInfo } = toAppInfo(env);
  return {
    framework: 'awsLambda',
    isInServerlessEnv: true,
    telemetry: false,
    supertokens: { connectionURI: env.core.connectionUri, apiKey: env.core.apiKey },
    appInfo: {
      ...appInfo,
      // Links and CORS use the origin of the request; netlify/platform/createFunction.ts rejects others.
      origin: ({ request }) =>
        env.websiteDomain ?? acceptedOrigin(env, request?.getHeaderValue('host')) ?? websiteDomain,
    },
    recipeList: [
      emailPasswordRecipe(behaviour, env),
      emailVerificationRecipe(behaviour, env),
      sessionRecipe(behaviour.session, env),
      ...(behaviour.accountLinking ? [accountLinking(behaviour.accountLinking)] : []),
      userMetadata(),
      userRoles(),
      ...(behaviour.recipes ?? []),
    ],
  };
}
