import type { NextRequest } from 'next/server';
import { endSession } from '@/app/_server/endSession';
import { plainPage } from '@/app/_server/plainPage';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { isSameOrigin } from '@/app/_server/isSameOrigin';
import { RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';
import { formText, FORM_USER_FIELD } from '@/components/ui/form/formUserField';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { getEnv } from '@/config/env/env';
import { toPlainPath } from '@/config/security/redirectPath';
import { WIDGET_COOKIES } from '@/config/session/sessionCookies';
import { loginPath, REDIRECT_PARAM, refreshRedirect } from '@/config/session/sessionRoutes';

const EXPIRED = 'Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax';

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
}

async function readForm(request: NextRequest): Promise<SentForm> {
  const form = await request.formData().catch(() => new FormData());
  return {
    formUser: formText(form, FORM_USER_FIELD) || undefined,
    wanted: toPlainPath(formText(form, REDIRECT_PARAM), ''),
  };
}

/** Clears the widget's own cookies, too: with them the widget would assume that there is a session. */
function signedOut(wanted: string, setCookies: string[] = []): Response {
  const widget = WIDGET_COOKIES.map((name) => `${name}=; ${EXPIRED}`);
  const target = wanted === '' ? getEnv().websiteBasePath : loginPath(getEnv(), wanted);
  return goTo(target, 303, [...setCookies, ...widget]);
}

function otherUserPage(): Response {
  return plainPage({
    status: 409,
    title: 'Another account is signed in now',
    paragraphs: [
      'Another account was signed in to in this browser after you opened that page. It is still signed in.',
      'To sign out of it, open its session and use the button there.',
    ],
    actions: [{ label: 'Go to the session', href: HOME_PATH }],
  });
}

function notSignedOutPage({ formUser, wanted }: SentForm): Response {
  return plainPage({
    status: 503,
    title: 'You are still signed in',
    paragraphs: [
      'We could not reach the service that ends your session, so nothing has changed: this browser is still signed in.',
      'Try again in a moment, especially if other people use this device.',
    ],
    actions: [
      {
        label: 'Sign out',
        postTo: '/sign-out',
        fields: {
          ...(formUser !== undefined && { [FORM_USER_FIELD]: formUser }),
          ...(wanted !== '' && { [REDIRECT_PARAM]: wanted }),
        },
      },
      { label: 'Back to your session', href: HOME_PATH },
    ],
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}

function otherSitePage(): Response {
  return plainPage({
    status: 403,
    title: 'This request came from another site',
    paragraphs: ['Nothing was changed. To sign out, use the button on this site.'],
    actions: [{ label: 'Go to your session', href: HOME_PATH }],
  });
}

/**
 * Ends the session. A plain form post works with and without JavaScript, and for pages of an earlier deploy.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return otherSitePage();
  const accessToken = await requestAccessToken();
  const form = await readForm(request);
  if (!accessToken) return signedOut(form.wanted);
  const outcome = await endSession(accessToken, form.formUser);
  if (outcome.status === 'ended') return signedOut(form.wanted, outcome.setCookies);
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
