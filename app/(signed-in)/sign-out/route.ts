import type { NextRequest } from 'next/server';
import { endSession } from '@/app/_server/endSession';
import { plainPage } from '@/app/_server/plainPage';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { isFromOurPages } from '@/app/_server/sender';
import { RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';
import { formText, FORM_USER_FIELD } from '@/components/ui/form/formUserField';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { getEnv } from '@/config/env/env';
import { WIDGET_COOKIES } from '@/config/session/sessionCookies';
import { refreshWay } from '@/config/session/sessionRoutes';

const EXPIRED = 'Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax';

function goTo(path: string, status: 303 | 307, setCookies: string[] = []): Response {
  const headers = new Headers({ Location: path, 'Cache-Control': 'private, no-store' });
  for (const cookie of setCookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status, headers });
}

/** The widget's own cookies go whoever ended the session: left behind, it would believe in one. */
function signedOut(setCookies: string[] = []): Response {
  const widget = WIDGET_COOKIES.map((name) => `${name}=; ${EXPIRED}`);
  return goTo(getEnv().websiteBasePath, 303, [...setCookies, ...widget]);
}

/** The user that the form was rendered for; undefined where it names none, as a form of an earlier deploy. */
async function formUserOf(request: NextRequest): Promise<string | undefined> {
  const form = await request.formData().catch(() => new FormData());
  return formText(form, FORM_USER_FIELD) || undefined;
}

function otherUser(): Response {
  return plainPage({
    status: 409,
    title: 'Another account is signed in now',
    paragraphs: [
      'Someone signed in with another account in this browser after you opened that page. That account is still signed in.',
      'To sign it out, open its session and use the button there.',
    ],
    actions: [{ label: 'Go to the session', href: HOME_PATH }],
  });
}

function notSignedOut(formUser: string | undefined): Response {
  return plainPage({
    status: 503,
    title: 'You are still signed in',
    paragraphs: [
      'We could not reach the service that ends your session, so nothing has changed: this browser is still signed in.',
      'Please try again in a moment, above all if other people use this device.',
    ],
    actions: [
      {
        label: 'Sign out',
        postTo: '/sign-out',
        ...(formUser !== undefined && { fields: { [FORM_USER_FIELD]: formUser } }),
      },
      { label: 'Back to your session', href: HOME_PATH },
    ],
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}

function refused(): Response {
  return plainPage({
    status: 403,
    title: 'That request came from another site',
    paragraphs: ['Nothing was done. To sign out, use the button on this site.'],
    actions: [{ label: 'Go to your session', href: HOME_PATH }],
  });
}

/** Ends the session. A plain form post, so that it is the same with and without JavaScript, in this deploy and the last. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isFromOurPages(request.headers)) return refused();
  const accessToken = await requestAccessToken();
  if (!accessToken) return signedOut();
  const formUser = await formUserOf(request);
  const outcome = await endSession(accessToken, formUser);
  if (outcome.status === 'ended') return signedOut(outcome.setCookies);
  if (outcome.status === 'refresh-needed') {
    const way = refreshWay(getEnv(), '/sign-out');
    return goTo(way.path, way.status);
  }
  return outcome.status === 'other-user' ? otherUser() : notSignedOut(formUser);
}

/** No link signs anyone out. Whoever arrives by address, say from the login page after the session was over, goes on. */
export function GET(): Response {
  return goTo(HOME_PATH, 303);
}
