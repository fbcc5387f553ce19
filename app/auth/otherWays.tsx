import { EmailLinkForm } from '@/components/magic-link/EmailLinkForm';
import { SignInWithPasskey } from '@/components/passkeys/SignInWithPasskey';
import type { OtherWay } from '@/components/sign-in/OtherWays';
import { usableSignInMethods } from '@/config/env/usableMethods';
import type { SignInMethod } from '@/config/signInMethods';
import { HOME_PATH } from '@/config/supertokens/appInfo';

interface SignInRequest {
  /** The page to go to afterwards; undefined for the default. */
  redirectToPath: string | undefined;
  /** The address that was entered before a form was refused. */
  email: string;
}

type ToWay = (request: SignInRequest) => Omit<OtherWay, 'method'>;

/** What the sign-in page offers for each method besides the password. */
const WAYS: Partial<Record<SignInMethod, ToWay>> = {
  passkey: ({ redirectToPath = HOME_PATH }) => ({
    label: 'Sign in with a passkey',
    control: <SignInWithPasskey target={redirectToPath}>Sign in with a passkey</SignInWithPasskey>,
  }),
  email: (request) => ({ label: 'Email me a link', control: <EmailLinkForm {...request} /> }),
};

/** Returns the ways to sign in besides the password, in the order of SIGN_IN_METHODS. */
export function otherWays(request: SignInRequest): OtherWay[] {
  return usableSignInMethods().flatMap((method) => {
    const way = WAYS[method]?.(request);
    return way === undefined ? [] : [{ method, ...way }];
  });
}
