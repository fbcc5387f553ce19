import { getRequestFromUserContext, init } from 'supertokens-node';
import { Error as SessionError, type RecipeInterface } from 'supertokens-node/recipe/session';
import { getEnv } from '../../config/env/env.ts';
import { passwordProblem } from '../../config/rules/passwordRule.ts';
import {
  getBackendConfig,
  NO_MAILS,
  type BackendBehaviour,
  type MailServices,
  type SessionBehaviour,
} from '../../config/supertokens/backend.ts';
import { SESSION_COOKIES } from '../../config/session/sessionCookies.ts';
import type { EarlyCredential } from './account/earlyCredential.ts';
import { accountLinking, completeMove, setMoveUserData, type MoveUserData } from './account/linking.ts';
import { setFindAddedMethods, type FindAddedMethods } from './account/otherMethod.ts';
import { guardCoreCalls } from './core/coreFetch.ts';
import { requireSigningKeys, seemsInDate } from './core/signingKeys.ts';
import { currentScope, deferActivity, recordCompletedSignIn, recordSignedIn } from './http/scope.ts';
import { passwordFunctions } from '../password/sdkPasswords.ts';
import { sizedClaims } from './session/claimSize.ts';
import { readProfileClaims } from '../profile/profileClaims.ts';
import { keepDevice } from '../sessions/device.ts';
import { emailPasswordApis, emailPasswordFunctions } from '../sign-in/emailPassword.ts';
import { setEarlyCredentials } from '../sign-in/resetPassword.ts';
import { refuseOvertaken } from '../sign-in/overtaken.ts';
import { endReplacedSession } from '../sign-in/provenSession.ts';
import { withSignInClaims } from './session/signInClaims.ts';
import { refuseOtherUser } from './session/refuseOtherUser.ts';
import { isFactorPending, refuseWithoutFactor } from './session/factorCheck.ts';
import { verificationOverrides } from '../email/verification.ts';
import { sessionApis } from '../session/sdkRefresh.ts';
import { sessionErrorHandlers } from './session/errorHandlers.ts';

function isAskedToRefresh(error: unknown): boolean {
  return SessionError.isErrorFromSuperTokens(error) && error.type === SessionError.TRY_REFRESH_TOKEN;
}

type SessionInput = Parameters<RecipeInterface['getSession']>[0];

/** With SESSION_CHECK=core each verification asks the core whether the session still exists. */
function withSessionCheck(input: SessionInput): SessionInput {
  if (getEnv().sessionCheck === 'token') return input;
  return { ...input, options: { ...input.options, checkDatabase: true } };
}

/**
 * Verifies an access token, and fetches the signing keys again if they do not include the key of a plausible
 * token.
 */
async function verifyWithKeys<Input extends { accessToken: string | undefined }, Found>(
  verify: (input: Input) => Promise<Found>,
  input: Input,
): Promise<Found> {
  try {
    return await verify(input);
  } catch (error) {
    if (!isAskedToRefresh(error) || !seemsInDate(input.accessToken)) throw error;
    await requireSigningKeys();
    return verify(input);
  }
}

const sessionBehaviour: SessionBehaviour = {
  errorHandlers: sessionErrorHandlers,
  override: {
    apis: sessionApis,
    functions: (original) => ({
      ...original,
      ...sizedClaims(original),
      async createNewSession(input) {
        const request = getRequestFromUserContext(input.userContext);
        await endReplacedSession(request?.getCookieValue(SESSION_COOKIES.access));
        await completeMove(input.userId, input.userContext);
        const { signInMethod = 'password' } = currentScope() ?? {};
        const [claimed, profile] = await Promise.all([
          withSignInClaims(keepDevice(input), signInMethod),
          readProfileClaims(input.userId),
        ]);
        const factor = await factorClaims?.(input.userId, signInMethod);
        const accessTokenPayload = { ...(claimed.accessTokenPayload as object), ...profile, ...factor };
        const session = await sizedClaims(original).createNewSession({ ...claimed, accessTokenPayload });
        await refuseOvertaken(session);
        deferActivity(session.getUserId(), 'signed_in');
        recordSignedIn(session.getUserId(), signInMethod);
        if (!isFactorPending(accessTokenPayload)) recordCompletedSignIn(session.getUserId());
        return session;
      },
      async getSession(given) {
        const input = withSessionCheck(given);
        const session = await verifyWithKeys((asked: typeof input) => original.getSession(asked), input);
        if (session === undefined) return session;
        refuseOtherUser(session);
        refuseWithoutFactor(session);
        return session;
      },
    }),
  },
};

/** Validates a new password, see netlify/password/passwordPolicy.ts. */
export type PasswordCheck = NonNullable<BackendBehaviour['validatePassword']>;

/** Recipes besides those of config/supertokens/backend.ts. */
export type Recipes = NonNullable<BackendBehaviour['recipes']>;

const addedRecipes = new Set<() => Recipes>();

/**
 * Adds recipes of one function to the SDK, before the first request: functions in one process share the SDK.
 */
export function addRecipes(recipes: () => Recipes): void {
  addedRecipes.add(recipes);
}

/**
 * Returns the claims of a new session about the second factor, see netlify/second-factor/sessionClaims.ts.
 */
export type FactorClaims = (userId: string, signInMethod: string) => Promise<object | undefined>;

let initialised = false;
let factorClaims: FactorClaims | undefined;
let mails: MailServices | undefined;
let passwordCheck: PasswordCheck | undefined;

/** Functions in one process share the SDK, which can send mail as soon as one of them can. */
const sharedMails: MailServices = {
  passwordReset: { sendEmail: (input) => (mails ?? NO_MAILS).passwordReset.sendEmail(input) },
  emailVerification: { sendEmail: (input) => (mails ?? NO_MAILS).emailVerification.sendEmail(input) },
};

/** What features do in a function; others do not have to bundle it. */
export interface FeatureHooks {
  /** Sends the SDK's mails, in a function where it sends any. */
  mail?: MailServices;
  /** Validates new passwords, in a function where the SDK accepts any. */
  checkPassword?: PasswordCheck;
  /**
   * The claims of new sessions about the second factor, in a function that creates sessions. Without it, a
   * new session can do nothing before the function of the second factor has completed its claims.
   */
  factorClaims?: FactorClaims;
  /** Moves data between accounts, in a function that may link accounts with data. */
  moveUserData?: MoveUserData;
  /** Finds ways to sign in that the core does not know, in a function that refuses a second way. */
  findAddedMethods?: FindAddedMethods;
  /** What a reset of the password removes, in the function that resets passwords. */
  earlyCredentials?: readonly EarlyCredential[];
}

/** Initializes SuperTokens, once per process. Makes no requests. */
export function initSuperTokens(hooks: FeatureHooks = {}): void {
  setMoveUserData(hooks.moveUserData);
  setFindAddedMethods(hooks.findAddedMethods);
  setEarlyCredentials(hooks.earlyCredentials);
  mails ??= hooks.mail;
  factorClaims ??= hooks.factorClaims;
  passwordCheck ??= hooks.checkPassword;
  if (initialised) return;
  guardCoreCalls(getEnv().core.connectionUri);
  init(
    getBackendConfig({
      session: sessionBehaviour,
      emailPasswordApis,
      emailPasswordFunctions: (original, builder) => ({
        ...emailPasswordFunctions(original, builder),
        ...passwordFunctions(original),
      }),
      validatePassword: (password) =>
        passwordCheck?.(password) ?? Promise.resolve(passwordProblem(password, getEnv().passwordMinLength)),
      emailVerification: verificationOverrides,
      accountLinking,
      mail: sharedMails,
      recipes: [...addedRecipes].flatMap((recipes) => recipes()),
    }),
  );
  initialised = true;
}
