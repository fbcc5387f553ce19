import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { endSession } from '@/app/_server/endSession';
import { plainPage } from '@/app/_server/plainPage';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { isSameOrigin } from '@/app/_server/isSameOrigin';
import { RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';
import { formText, FORM_USER_FIELD } from '@/components/ui/form/formUserField';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { getEnv } from '@/config/env/env';
import { toPlainPath } from '@/config/security/redirectPath';
import { CONFIRMS_COOKIE, CONFIRMS_PATH, CONFIRMS_SECONDS } from '@/config/session/sessionCookies';
import { CONFIRMS_FIELD, loginPath, REDIRECT_PARAM, refreshRedirect } from '@/config/session/sessionRoutes';
import { expiredWidgetCookies, setHiddenCookie } from '@/config/session/setCookie';

function goTo(path: string, status: 303 | 307, setCookies: string[] = []): Response {
  const headers = new Headers({ Location: path, 'Cache-Control': 'private, no-store' });
  for (const cookie of setCookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status, headers });
}

/** What the form contains. */
interface SentForm {
  /** The user that it was rendered for; undefined for a form of an earlier deploy, which names none. */
  formUser: string | undefined;
  /** The page that the user wants after signing in again; an empty string if there is none. */
  wanted: string;
  /** Whether they sign in again to confirm who they are. */
  confirms: boolean;
}

async function readForm(request: NextRequest): Promise<SentForm> {
  const form = await request.formData().catch(() => new FormData());
  return {
    formUser: formText(form, FORM_USER_FIELD) || undefined,
    wanted: toPlainPath(formText(form, REDIRECT_PARAM), ''),
    confirms: formText(form, CONFIRMS_FIELD) !== '',
  };
}

/** Has a provider ask for the credentials of a user who confirms who they are. */
const confirmsCookie = (): string =>
  setHiddenCookie(CONFIRMS_COOKIE, '1', {
    path: CONFIRMS_PATH,
    expires: Date.now() + CONFIRMS_SECONDS * 1000,
  });

/** Clears the widget's own cookies, too: with them the widget would assume that there is a session. */
function signedOut({ wanted, confirms }: SentForm, setCookies: string[] = []): Response {
  const target = wanted === '' ? getEnv().websiteBasePath : loginPath(getEnv(), wanted, { confirms });
  return goTo(target, 303, [
    ...setCookies,
    ...expiredWidgetCookies(),
    ...(confirms ? [confirmsCookie()] : []),
  ]);
}

async function otherUserPage(): Promise<Response> {
  const t = await getTranslations('sign-out');
  return plainPage({
    status: 409,
    title: t('otherUser.title'),
    paragraphs: [t('otherUser.since'), t('otherUser.next')],
    actions: [{ label: t('otherUser.goToSession'), href: HOME_PATH }],
  });
}

async function notSignedOutPage({ formUser, wanted, confirms }: SentForm): Promise<Response> {
  const t = await getTranslations('sign-out');
  return plainPage({
    status: 503,
    title: t('failed.title'),
    paragraphs: [t('failed.why'), t('failed.next')],
    actions: [
      {
        label: t('signOut'),
        postTo: '/sign-out',
        fields: {
          ...(formUser !== undefined && { [FORM_USER_FIELD]: formUser }),
          ...(wanted !== '' && { [REDIRECT_PARAM]: wanted }),
          ...(confirms && { [CONFIRMS_FIELD]: '1' }),
        },
      },
      { label: t('failed.back'), href: HOME_PATH },
    ],
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}

async function otherSitePage(): Promise<Response> {
  const t = await getTranslations('sign-out');
  return plainPage({
    status: 403,
    title: t('otherSite.title'),
    paragraphs: [t('otherSite.next')],
    actions: [{ label: t('goToSession'), href: HOME_PATH }],
  });
}

/**
 * Ends the session. A plain form post works with and without JavaScript, and for pages of an earlier deploy.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return otherSitePage();
  const accessToken = await requestAccessToken();
  const form = await readForm(request);
  if (!accessToken) return signedOut(form);
  const outcome = await endSession(accessToken, form.formUser);
  if (outcome.status === 'ended') return signedOut(form, outcome.setCookies);
  if (outcome.status === 'refresh-needed') {
    const way = refreshRedirect(getEnv(), '/sign-out');
    return goTo(way.path, way.status);
  }
  return outcome.status === 'other-user' ? otherUserPage() : notSignedOutPage(form);
}

/**
 * A GET never signs out. It redirects users who come here from the sign-in page after their session had
 * expired.
 */
export function GET(): Response {
  return goTo(HOME_PATH, 303);
}
