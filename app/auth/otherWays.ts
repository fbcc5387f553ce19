import type { OtherWay } from '@/components/sign-in/OtherWays';
import { getEnv } from '@/config/env/env';
import type { SignInMethod } from '@/config/signInMethods';

type ToWay = (redirectToPath: string | undefined) => Omit<OtherWay, 'method'>;

/** What the sign-in page offers for each method besides the password. */
const WAYS: Partial<Record<SignInMethod, ToWay>> = {};

/**
 * Returns the ways to sign in besides the password, in the order of SIGN_IN_METHODS.
 *
 * @param redirectToPath the page to go to afterwards; undefined for the default
 */
export function otherWays(redirectToPath: string | undefined): OtherWay[] {
  return getEnv().signInMethods.flatMap((method) => {
    const way = WAYS[method]?.(redirectToPath);
    return way === undefined ? [] : [{ method, ...way }];
  });
}
