import type { User } from 'supertokens-node/types';
import { getEnv } from '../../../config/env/env.ts';
import { toProviderId, type SignInMethod } from '../../../config/signInMethods.ts';
import type { LoginMethod } from './loginMethod.ts';

const METHODS: Partial<Record<LoginMethod['recipeId'], SignInMethod>> = {
  emailpassword: 'password',
  passwordless: 'email',
};

/** Returns the way to sign in of a login method; undefined for a way of another app. */
export const toMethod = ({
  recipeId,
  thirdParty,
}: Pick<LoginMethod, 'recipeId' | 'thirdParty'>): SignInMethod | undefined =>
  toProviderId(thirdParty?.id) ?? METHODS[recipeId];

/** Whether the address of an account is verified, so that ways to sign in that know another may be added. */
export const hasVerifiedAddress = ({ isPrimaryUser, loginMethods }: User): boolean =>
  isPrimaryUser || loginMethods[0]?.verified === true;

/**
 * Returns how the user of an account has signed in from the start, of the ways that are switched on;
 * undefined if there is none.
 */
export function firstSignInMethod({ loginMethods }: Pick<User, 'loginMethods'>): SignInMethod | undefined {
  const { signInMethods } = getEnv();
  const byAge = [...loginMethods].sort((one, other) => one.timeJoined - other.timeJoined);
  return byAge.map(toMethod).find((method) => method !== undefined && signInMethods.includes(method));
}
