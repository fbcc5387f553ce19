import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { CookieNotice } from '@/components/sign-in/CookieNotice';
import { ForgotPassword } from '@/components/sign-in/ForgotPassword';
import { LoginFrame } from '@/components/sign-in/LoginFrame';
import { LoginPanel } from '@/components/sign-in/LoginPanel';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { toAppInfo } from '@/config/supertokens/appInfo';
import { getEnv } from '@/config/env/env';
import { isLoginScreen, LOGIN_SCREENS, type LoginScreen } from '@/config/supertokens/loginScreens';
import { COOKIES_LOST_PARAM } from '@/config/session/sessionRoutes';

type Props = PageProps<'/auth/[[...path]]'>;

async function requireScreen({ params }: Props): Promise<LoginScreen> {
  const screen = ((await params).path ?? []).join('/');
  // next.config.js rewrites these to a page that works without scripts; this is a fallback.
  if (!isLoginScreen(screen)) notFound();
  if (screen === 'verify-email' && getEnv().emailVerification === 'off') redirect(getEnv().websiteBasePath);
  return screen;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: LOGIN_SCREENS[await requireScreen(props)] };
}

/** The screens of the sign-in widget. The server renders the frame; the widget fills it in the browser. */
export default async function AuthPage(props: Props) {
  // Reading a cookie also keeps the page out of caches: the proxy may clear cookies in the response.
  const mayHaveSession = (await requestAccessToken()) !== undefined;
  const screen = await requireScreen(props);
  const env = getEnv();
  return (
    <>
      <SiteHeader appName={env.appName} />
      <main id={MAIN_ID} className="max-w-page px-margin mx-auto w-full grow pt-4 pb-24 sm:pt-10">
        {screen === 'reset-password' && env.smtp === undefined ? (
          <ForgotPassword loginPath={env.websiteBasePath} />
        ) : (
          <LoginFrame appName={env.appName}>
            <CookieNotice areLost={COOKIES_LOST_PARAM in (await props.searchParams)} />
            <LoginPanel
              appInfo={toAppInfo(env)}
              mayHaveSession={mayHaveSession}
              mustVerify={env.emailVerification === 'required'}
              minPasswordLength={env.passwordMinLength}
            />
          </LoginFrame>
        )}
      </main>
    </>
  );
}
