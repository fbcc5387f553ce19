import 'server-only';
import { headers } from 'next/headers';
import { cookieValue } from '@/config/session/requestCookies';
import { TIME_ZONE_COOKIE, toTimeZone } from '@/config/timeZone';

/** Returns the time zone that the browser has told, if any, and the time of this request. */
export async function readTimeSettings(): Promise<{ zone: string | undefined; now: number }> {
  const cookies = (await headers()).get('cookie');
  return { zone: toTimeZone(cookieValue(cookies, TIME_ZONE_COOKIE)), now: Date.now() };
}
