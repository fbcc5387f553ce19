import 'server-only';
import { headers } from 'next/headers';
import { cookieValue } from '@/config/session/requestCookies';
import { SESSION_COOKIES } from '@/config/session/sessionCookies';

/**
 * Returns the access token of this request, or undefined. Next's own `cookies()` would use the last of
 * several.
 */
export async function requestAccessToken(): Promise<string | undefined> {
  return cookieValue((await headers()).get('cookie'), SESSION_COOKIES.access);
}
