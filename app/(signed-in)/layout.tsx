import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { FormUser, FormUserProvider } from '@/components/ui/form/FormUser';
import { SignOutButton } from '@/components/session/SignOutButton';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { SiteNav } from '@/components/ui/SiteNav';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { navigationItems } from '@/config/areas';
import { readAccessToken } from '@/config/session/accessToken';
import { getEnv } from '@/config/env/env';
import { REQUEST_PATH_HEADER } from '@/config/requestPath';
import { ADMIN_ROLE } from '@/config/security/roles';
import { VerificationBanner } from './VerificationBanner';
import { Form } from '@/components/ui/form/elements';

/** What the token says without proof: it decides about a link, a reminder, and the user that the forms name. */
async function whatTokenSays() {
  const token = (await requestAccessToken()) ?? '';
  const said = readAccessToken(token);
  return {
    userId: said?.userId ?? '',
    isAdmin: said?.roles.includes(ADMIN_ROLE) ?? false,
    isUnverified: getEnv().emailVerification !== 'off' && said?.emailVerified === false,
  };
}

/** The frame of the pages behind login. It lets nobody in or out: each page asks for itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const path = (await headers()).get(REQUEST_PATH_HEADER) ?? '';
  const { userId, isAdmin, isUnverified } = await whatTokenSays();
  return (
    <FormUserProvider userId={userId}>
      <SiteHeader appName={getEnv().appName}>
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 max-sm:w-full">
          <SiteNav items={navigationItems('site', { isAdmin })} label="Your pages" current={path} />
          <Form method="post" action="/sign-out">
            <FormUser />
            <SignOutButton />
          </Form>
        </div>
      </SiteHeader>
      <main
        id={MAIN_ID}
        className="max-w-page px-margin mx-auto grid w-full grid-cols-1 gap-10 pt-8 pb-24 sm:pt-14"
      >
        {isUnverified && <VerificationBanner />}
        {children}
      </main>
    </FormUserProvider>
  );
}
