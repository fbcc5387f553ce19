import type { RecipeInterface } from 'supertokens-node/recipe/session';
import type { SignInMethod } from '../../../config/signInMethods.ts';

type NewSession = Parameters<RecipeInterface['createNewSession']>[0];

/** Claims of an access token that refreshes keep: how and when the user signed in. */
export interface SignInClaims {
  signInMethod: SignInMethod;
  /** Seconds since the epoch, as `auth_time` of OpenID Connect Core 1.0, section 2. */
  authTime: number;
}

/** Adds the claims to a session that is about to be created. */
export function withSignInClaims(input: NewSession, signInMethod: SignInMethod): NewSession {
  const claims: SignInClaims = { signInMethod, authTime: Math.floor(Date.now() / 1000) };
  const payload = input.accessTokenPayload as Record<string, unknown> | undefined;
  return { ...input, accessTokenPayload: { ...payload, ...claims } };
}
