import { EmailLinkForm } from '@/components/magic-link/EmailLinkForm';
import { SignInWithPasskey } from '@/components/passkeys/SignInWithPasskey';
import type { OtherWay } from '@/components/sign-in/OtherWays';
import { startPath } from '@/config/contracts/social';
import { getEnv } from '@/config/env/env';
import { usableSignInMethods } from '@/config/env/usableMethods';
import { providerName, toProviderId, type ProviderId, type SignInMethod } from '@/config/signInMethods';
import { HOME_PATH } from '@/config/supertokens/appInfo';

interface SignInRequest {
  /** The page to go to afterwards; undefined for the default. */
  redirectToPath: string | undefined;
  /** The address that was entered before a form was refused. */
  email: string;
}

type ToWay = (request: SignInRequest) => Omit<OtherWay, 'method'>;

/** The name of a provider for display. */
export const nameOfProvider = (provider: ProviderId): string =>
  providerName(provider, getEnv().social.oidc?.name);

/** Describes a way to sign in, to continue "Sign in …"; undefined for an unknown one. */
export function describeMethod(method: SignInMethod | undefined): string | undefined {
  if (method === 'password') return 'with your email and password';
  if (method === 'email') return 'with a link that we email you';
  const provider = toProviderId(method);
  return provider && `with ${nameOfProvider(provider)}`;
}

const link =
  (provider: ProviderId): ToWay =>
  ({ redirectToPath }) => ({
    label: `Continue with ${nameOfProvider(provider)}`,
    href: startPath(provider, redirectToPath),
  });

/** What the sign-in page offers for each method besides the password. */
const WAYS: Partial<Record<SignInMethod, ToWay>> = {
  passkey: ({ redirectToPath = HOME_PATH }) => ({
    label: 'Sign in with a passkey',
    control: <SignInWithPasskey target={redirectToPath}>Sign in with a passkey</SignInWithPasskey>,
  }),
  google: link('google'),
  github: link('github'),
  apple: link('apple'),
  oidc: link('oidc'),
  email: (request) => ({ label: 'Email me a link', control: <EmailLinkForm {...request} /> }),
};

/** Returns the ways to sign in besides the password, in the order of SIGN_IN_METHODS. */
export function otherWays(request: SignInRequest): OtherWay[] {
  return usableSignInMethods().flatMap((method) => {
    const way = WAYS[method]?.(request);
    return way === undefined ? [] : [{ method, ...way }];
  });
}
