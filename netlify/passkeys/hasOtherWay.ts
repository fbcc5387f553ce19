import type { User } from 'supertokens-node/types';
import { getEnv } from '../../config/env/env.ts';
import { toMethod } from '../platform/account/methodOfAccount.ts';

/** Whether a user can sign in without a passkey, by a way that is switched on. */
export function hasOtherWay(user: User): boolean {
  const { signInMethods } = getEnv();
  return user.loginMethods.map(toMethod).some((method) => method && signInMethods.includes(method));
}
