import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PageDocument } from '@/app/_server/PageDocument';
import { navigationLinks } from '@/app/_server/navigationLinks';
import { readFactorObstacle } from '@/app/_server/factorState';
import { newestAccessToken, requestAccessToken } from '@/app/_server/requestCookie';
import { readLanguage } from '@/app/_server/readLanguage';
import { readTheme } from '@/app/_server/readTheme';
import { readTimeSettings } from '@/app/_server/timeSettings';
import { FormUser, FormUserProvider } from '@/components/ui/form/FormUser';
import { getInitials } from '@/components/profile/initials';
import { SignOutButton } from '@/components/session/SignOutButton';
import { LanguageMenu } from '@/components/ui/LanguageMenu';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { SiteNav } from '@/components/ui/SiteNav';
import { ThemeMark } from '@/components/ui/ThemeMark';
import { ThemeMenu } from '@/components/ui/ThemeMenu';
import { UserMenu, type MenuUser } from '@/components/ui/UserMenu';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { TimeZoneProvider } from '@/components/ui/TimeZone';
import { readAccessToken, type AccessTokenFacts } from '@/config/session/accessToken';
import { getEnv } from '@/config/env/env';
import { REQUEST_PATH_HEADER } from '@/config/requestHeaders';
import { ADMIN_ROLE } from '@/config/security/roles';
import { VerificationBanner } from './VerificationBanner';
import { Form } from '@/components/ui/form/elements';

/** Returns what the menu shows of a user; undefined if the token has neither name nor address. */
function toMenuUser({ name, email, initials }: AccessTokenFacts): MenuUser | undefined {
  if (name === undefined && email === undefined) return undefined;
  return { name, email, initials: initials ?? getInitials(name ?? null, email) };
}

/** Reads the token without verifying it: only for the header, the banner and the user named in forms. */
async function readUnverifiedToken() {
  const token = (await requestAccessToken()) ?? '';
  const claims = readAccessToken(token);
  const newestToken = (await newestAccessToken()) ?? '';
  const newest = newestToken === token ? claims : readAccessToken(newestToken);
  // Of several cookies of one name, it may be another one, of another user.
  const shown = newest?.userId === claims?.userId ? newest : claims;
  return {
    userId: claims?.userId ?? '',
    user: shown === undefined ? undefined : toMenuUser(shown),
    isAdmin: claims?.roles.includes(ADMIN_ROLE) ?? false,
    isUnverified: getEnv().emailVerification !== 'off' && claims?.emailVerified === false,
  };
}

/** A user whose pages only redirect gets none of their data with the redirect. */
const isShutOut = (isUnverified: boolean) => isUnverified && getEnv().emailVerification === 'required';

/** The frame of the protected pages. It checks no session: each page does so itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const path = (await headers()).get(REQUEST_PATH_HEADER) ?? '';
  const times = await readTimeSettings();
  const theme = await readTheme();
  const { userId, user, isAdmin, isUnverified } = await readUnverifiedToken();
  const obstacle = await readFactorObstacle();
  // A session without its second factor can open nothing else.
  const pages = obstacle === undefined ? await navigationLinks(['site', { isAdmin }]) : [];
  const isKnown = obstacle === undefined && !isShutOut(isUnverified);
  const t = await getTranslations('ui');
  return (
    <PageDocument>
      <FormUserProvider userId={userId}>
        <ThemeMark theme={theme} />
        <SiteHeader appName={getEnv().appName}>
          <div className="flex items-center gap-x-4">
            <SiteNav items={pages} label={t('navigation.site')} current={path} className="max-sm:hidden" />
            <UserMenu user={isKnown ? user : undefined} items={pages} current={path}>
              <ThemeMenu current={theme} path={path} />
              <LanguageMenu offered={getEnv().languages} current={await readLanguage()} path={path} />
              <Form method="post" action="/sign-out">
                <FormUser />
                <SignOutButton label={t('signOut.label')} pendingLabel={t('signOut.pending')} />
              </Form>
            </UserMenu>
          </div>
        </SiteHeader>
        <main
          id={MAIN_ID}
          className="max-w-page px-margin mx-auto grid w-full grid-cols-1 gap-6 pt-6 pb-24 sm:pt-10"
        >
          {isUnverified && obstacle === undefined && <VerificationBanner />}
          <TimeZoneProvider {...times}>{children}</TimeZoneProvider>
        </main>
      </FormUserProvider>
    </PageDocument>
  );
}
