import { EmailLinkForm } from '@/components/magic-link/EmailLinkForm';
import type { OtherWay } from '@/components/sign-in/OtherWays';
import { getEnv } from '@/config/env/env';
import type { SignInMethod } from '@/config/signInMethods';

interface SignInRequest {
  /** The page to go to afterwards; undefined for the default. */
  redirectToPath: string | undefined;
  /** The address that was entered before a form was refused. */
  email: string;
}

type ToWay = (request: SignInRequest) => Omit<OtherWay, 'method'>;

/** What the sign-in page offers for each method besides the password. */
const WAYS: Partial<Record<SignInMethod, ToWay>> = {
  email: (request) => ({ label: 'Email me a link', control: <EmailLinkForm {...request} /> }),
};

/** Returns the ways to sign in besides the password, in the order of SIGN_IN_METHODS. */
export function otherWays(request: SignInRequest): OtherWay[] {
  return getEnv().signInMethods.flatMap((method) => {
    const way = WAYS[method]?.(request);
    return way === undefined ? [] : [{ method, ...way }];
  });
}
