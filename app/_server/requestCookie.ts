import 'server-only';
import { cookies, headers } from 'next/headers';
import { cookieValue } from '@/config/session/requestCookies';
import { SESSION_COOKIES } from '@/config/session/sessionCookies';

/**
 * Returns the decoded value of a cookie of this request, or undefined if it is missing or empty. Next's own
 * `cookies()` would use the last of several.
 */
export async function requestCookie(name: string): Promise<string | undefined> {
  return cookieValue((await headers()).get('cookie'), name);
}

/** Returns the access token of this request, or undefined. */
export const requestAccessToken = (): Promise<string | undefined> => requestCookie(SESSION_COOKIES.access);

/** Returns the access token that an action has set while it answers this request, or that of the request. */
export const newestAccessToken = async (): Promise<string | undefined> =>
  (await cookies()).get(SESSION_COOKIES.access)?.value;
