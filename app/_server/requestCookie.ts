import 'server-only';
import { headers } from 'next/headers';
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
