import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requestAccessToken, requestCookie } from '@/app/_server/requestCookie';
import { CookieNotice } from '@/components/sign-in/CookieNotice';
import { ForgotPassword } from '@/components/sign-in/ForgotPassword';
import { KeepFragment } from '@/components/sign-in/KeepFragment';
import { LoginFrame } from '@/components/sign-in/LoginFrame';
import { LoginPanel } from '@/components/sign-in/LoginPanel';
import { OtherWays } from '@/components/sign-in/OtherWays';
import { SignedInNotice } from '@/components/sign-in/SignedInNotice';
import { SignInForm } from '@/components/sign-in/SignInForm';
import { signInFormPath } from '@/components/sign-in/signInFormPath';
import { describeProblem, type RefusedSignIn } from '@/components/sign-in/signInProblem';
import { MAIN_ID } from '@/components/ui/SkipLink';
import {
  ENTERED_EMAIL_COOKIE,
  METHOD_PARAM,
  MODE_PARAM,
  PROBLEM_PARAM,
  PROVIDER_PARAM,
  readMethods,
  toSignInProblem,
  WAIT_PARAM,
  type SignInMode,
} from '@/config/contracts/signInForm';
import { accessTokenState } from '@/config/session/accessToken';
import { LAST_METHOD_COOKIE } from '@/config/session/sessionCookies';
import { toProviderId, toSignInMethod, type SignInMethod } from '@/config/signInMethods';
import { NOT_FOUND_PATH } from '@/config/areas';
import { HOME_PATH, toAppInfo } from '@/config/supertokens/appInfo';
import { getEnv } from '@/config/env/env';
import { isLoginScreen, type LoginScreen } from '@/config/supertokens/loginScreens';
import { CONFIRMS_PARAM, COOKIES_LOST_PARAM, REFUSED_PARAM } from '@/config/session/sessionRoutes';
import { firstValues, type FirstValues } from '@/app/_server/firstValues';
import { signInPathOf, wantedPath } from '../pageQuery';
import { credentialScreen, isCredentialAnswer } from '../credentialScreen';
import { nameOfProvider, otherWays } from '../otherWays';
import { screenTitle } from '../screenTitle';
import { widgetTexts } from '../widgetTexts';

type Props = PageProps<'/auth/[[...path]]'>;

async function requireScreen({ params }: Props): Promise<LoginScreen> {
  const screen = ((await params).path ?? []).join('/');
  // next.config.js rewrites these to the 404 page; this is a fallback.
  if (!isLoginScreen(screen)) redirect(NOT_FOUND_PATH);
  const { emailVerification, signInMethods, websiteBasePath } = getEnv();
  if (screen === 'verify-email' && emailVerification === 'off') redirect(websiteBasePath);
  if (screen === 'reset-password' && !signInMethods.includes('password')) redirect(websiteBasePath);
  return screen;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: await screenTitle(await requireScreen(props)) };
}

/** The ways to sign in that the query names. */
function requestedWays(query: FirstValues): RefusedSignIn['otherWays'] {
  return readMethods(query[METHOD_PARAM]).map((method) => {
    const provider = toProviderId(method);
    return { method, provider: provider && nameOfProvider(provider) };
  });
}

/**
 * What the request says of the form: which of the two, where to go afterwards, and why it was refused, with
 * the address that was entered then.
 */
async function readRequest(query: FirstValues) {
  const mode: SignInMode = query[MODE_PARAM] === 'signup' ? 'signup' : 'signin';
  const problem = toSignInProblem(query[PROBLEM_PARAM]);
  const provider = toProviderId(query[PROVIDER_PARAM]);
  const { passwordMinLength: minPasswordLength } = getEnv();
  return {
    mode,
    redirectToPath: wantedPath(query),
    confirms: CONFIRMS_PARAM in query,
    refused: problem && {
      problem,
      mode,
      wait: query[WAIT_PARAM],
      minPasswordLength,
      provider: provider && nameOfProvider(provider),
      otherWays: requestedWays(query),
    },
    email: (problem && (await requestCookie(ENTERED_EMAIL_COOKIE))) ?? '',
  };
}

type RequestedForm = Awaited<ReturnType<typeof readRequest>>;

/** The form of the first screen, as the server renders it. */
function FirstScreen({ form }: { form: RequestedForm }) {
  const { apiBasePath, websiteBasePath, passwordMinLength } = getEnv();
  const paths = { apiBasePath, websiteBasePath };
  return (
    <KeepFragment>
      <SignInForm {...form} {...paths} minPasswordLength={passwordMinLength} />
    </KeepFragment>
  );
}

interface ScreenPanelProps {
  screen: LoginScreen;
  form: RequestedForm;
  query: FirstValues;
  mayHaveSession: boolean;
}

/** What the server renders of a screen, and whether it says how a form was answered. */
async function renderScreen({ screen, form, query }: ScreenPanelProps) {
  if (screen === '') return { content: <FirstScreen form={form} />, isAnswer: form.refused !== undefined };
  const isAnswer = isCredentialAnswer(query);
  return { content: await credentialScreen(screen, query), isAnswer };
}

/** A screen, and the widget that takes its place. One that says how a form was answered stays. */
async function ScreenPanel(props: ScreenPanelProps) {
  const env = getEnv();
  const { content, isAnswer } = await renderScreen(props);
  if (isAnswer) return content;
  return (
    <LoginPanel
      appInfo={toAppInfo(env)}
      mayHaveSession={props.mayHaveSession}
      mustVerify={env.emailVerification === 'required'}
      minPasswordLength={env.passwordMinLength}
      texts={await widgetTexts(props.screen, env.passwordMinLength)}
    >
      {content}
    </LoginPanel>
  );
}

interface OtherWaysOfScreenProps {
  form: RequestedForm;
  lastUsed: SignInMethod | undefined;
}

/** The links and forms of the first screen for other ways to sign in. */
async function OtherWaysOfScreen({ form, lastUsed }: OtherWaysOfScreenProps) {
  const t = await getTranslations('sign-in');
  const platform = await getTranslations('platform');
  const { redirectToPath, refused, email, confirms } = form;
  const hasPassword = getEnv().signInMethods.includes('password');
  const problem = refused && describeProblem(refused, { t, platform });
  const linkProblem = problem?.field === 'link-email' ? problem.text : undefined;
  return (
    <KeepFragment>
      <OtherWays
        ways={otherWays({ redirectToPath, email, confirms, linkProblem }, t)}
        lastUsed={lastUsed}
        hasPassword={hasPassword}
        problem={hasPassword || linkProblem !== undefined ? undefined : problem?.text}
      />
    </KeepFragment>
  );
}

/** Whether the browser has a session that no function has refused. */
function isSignedIn(accessToken: string | undefined, query: FirstValues): boolean {
  if (accessToken === undefined || REFUSED_PARAM in query) return false;
  return accessTokenState(accessToken, Date.now()) !== 'unusable';
}

const strong = (text: ReactNode) => <strong>{text}</strong>;

/**
 * The screens of the sign-in widget. The server renders each with a form that needs no JavaScript; the widget
 * replaces it in the browser.
 */
export default async function AuthPage(props: Props) {
  // Reading a cookie also keeps the page out of caches: the proxy may clear cookies in the response.
  const accessToken = await requestAccessToken();
  const t = await getTranslations('sign-in');
  const screen = await requireScreen(props);
  const query = firstValues(await props.searchParams);
  const form = await readRequest(query);
  const lastUsed = toSignInMethod(await requestCookie(LAST_METHOD_COOKIE));
  const env = getEnv();
  return (
    <>
      <main id={MAIN_ID} className="max-w-page px-margin mx-auto w-full grow pt-4 pb-24 sm:pt-10">
        {screen === 'reset-password' && env.smtp === undefined ? (
          <ForgotPassword
            signInPath={signInPathOf(form.redirectToPath)}
            signUpPath={signInFormPath({ ...env, ...form, mode: 'signup' })}
          />
        ) : (
          <LoginFrame appName={env.appName}>
            <CookieNotice areLost={COOKIES_LOST_PARAM in query}>
              {t.rich('cookiesLost', { strong })}
            </CookieNotice>
            {screen === '' && form.confirms && <p className="mb-4">{t('confirmsIdentity')}</p>}
            {screen === '' && form.refused !== undefined && isSignedIn(accessToken, query) && (
              <SignedInNotice target={form.redirectToPath ?? HOME_PATH} />
            )}
            {(screen !== '' || env.signInMethods.includes('password')) && (
              <ScreenPanel
                screen={screen}
                form={form}
                query={query}
                mayHaveSession={accessToken !== undefined}
              />
            )}
            {screen === '' && <OtherWaysOfScreen form={form} lastUsed={lastUsed} />}
          </LoginFrame>
        )}
      </main>
    </>
  );
}
