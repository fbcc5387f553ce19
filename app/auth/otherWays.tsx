import { EmailLinkForm } from '@/components/magic-link/EmailLinkForm';
import { SignInWithPasskey } from '@/components/passkeys/SignInWithPasskey';
import type { OtherWay } from '@/components/sign-in/OtherWays';
import type { Translator } from '@/components/ui/translations';
import { startPath } from '@/config/contracts/social';
import { getEnv } from '@/config/env/env';
import { usableSignInMethods } from '@/config/env/usableMethods';
import { providerName, type ProviderId, type SignInMethod } from '@/config/signInMethods';
import { HOME_PATH } from '@/config/supertokens/appInfo';

interface SignInRequest {
  /** The page to go to afterwards; undefined for the default. */
  redirectToPath: string | undefined;
  /** The address that was entered before a form was refused. */
  email: string;
  /** Whether the user signs in to confirm who they are. */
  confirms: boolean;
  /** What is wrong with the address that a link was to be sent to. */
  linkProblem: string | undefined;
}

type ToWay = (request: SignInRequest, t: Translator<'sign-in'>) => Omit<OtherWay, 'method'>;

/** The name of a provider for display. */
export const nameOfProvider = (provider: ProviderId): string =>
  providerName(provider, getEnv().social.oidc?.name);

const link =
  (provider: ProviderId): ToWay =>
  ({ redirectToPath }, t) => ({
    label: t('otherWays.provider', { provider: nameOfProvider(provider) }),
    href: startPath(provider, redirectToPath),
  });

/** What the sign-in page offers for each method besides the password. */
const WAYS: Record<Exclude<SignInMethod, 'password'>, ToWay> = {
  passkey: ({ redirectToPath = HOME_PATH }, t) => ({
    label: t('otherWays.passkey'),
    control: <SignInWithPasskey target={redirectToPath}>{t('otherWays.passkey')}</SignInWithPasskey>,
  }),
  google: link('google'),
  github: link('github'),
  apple: link('apple'),
  oidc: link('oidc'),
  email: (request, t) => ({ label: t('otherWays.emailLink'), control: <EmailLinkForm {...request} /> }),
};

/** Returns the ways to sign in besides the password, in the order of SIGN_IN_METHODS. */
export function otherWays(request: SignInRequest, t: Translator<'sign-in'>): OtherWay[] {
  return usableSignInMethods().flatMap((method) =>
    method === 'password' ? [] : [{ method, ...WAYS[method](request, t) }],
  );
}
