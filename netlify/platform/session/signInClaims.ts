import { getUser } from 'supertokens-node';
import type { RecipeInterface } from 'supertokens-node/recipe/session';
import type { SignInMethod } from '../../../config/signInMethods.ts';
import { findLoginMethod } from '../account/loginMethod.ts';
import { currentScope } from '../http/scope.ts';

type NewSession = Parameters<RecipeInterface['createNewSession']>[0];

/** Claims of an access token that refreshes keep: how and when the user signed in, and with which address. */
export interface SignInClaims {
  signInMethod: SignInMethod;
  /**
   * Seconds since the epoch, as `auth_time` of OpenID Connect Core 1.0, section 2; missing if a provider does
   * not tell.
   */
  authTime?: number;
  /** For the user menu; missing for users without an address. See docs/decisions/084. */
  email?: string;
}

/** Returns the address of the login method. The SDK has just read the user, so the core is not called. */
async function addressOf({ userId, recipeUserId, userContext }: NewSession): Promise<string | undefined> {
  const user = await getUser(userId, userContext);
  return findLoginMethod(user, recipeUserId.getAsString())?.email ?? user?.emails[0];
}

/** Returns when the user entered their credentials: in this request, unless a provider says otherwise. */
function authTime(): number | undefined {
  const scope = currentScope();
  return scope !== undefined && 'authTime' in scope ? scope.authTime : Math.floor(Date.now() / 1000);
}

/** Adds the claims to a session that is about to be created. */
export async function withSignInClaims(input: NewSession, signInMethod: SignInMethod): Promise<NewSession> {
  const email = await addressOf(input);
  const time = authTime();
  const claims: SignInClaims = {
    signInMethod,
    ...(time !== undefined && { authTime: time }),
    ...(email !== undefined && { email }),
  };
  const payload = input.accessTokenPayload as Record<string, unknown> | undefined;
  return { ...input, accessTokenPayload: { ...payload, ...claims } };
}
