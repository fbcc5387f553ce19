import type { User } from 'supertokens-node/types';
import { getEnv } from '../../config/env/env.ts';

type LoginMethod = User['loginMethods'][number];

/** The value of SIGN_IN_METHODS that switches a login method on. */
function switchOf({ recipeId, thirdParty }: LoginMethod): string {
  if (recipeId === 'thirdparty') return thirdParty?.id ?? '';
  return recipeId === 'passwordless' ? 'email' : 'password';
}

/** Whether a user can sign in without a passkey, by a way that is switched on. */
export function hasOtherWay(user: User): boolean {
  const methods: readonly string[] = getEnv().signInMethods;
  return user.loginMethods.some((method) => methods.includes(switchOf(method)));
}
