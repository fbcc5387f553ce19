import 'server-only';
import { TIME_ZONE_COOKIE, toTimeZone } from '@/config/timeZone';
import { requestCookie } from './requestCookie';

/** Returns the time zone that the browser has told, if any, and the time of this request. */
export async function readTimeSettings(): Promise<{ zone: string | undefined; now: number }> {
  return { zone: toTimeZone(await requestCookie(TIME_ZONE_COOKIE)), now: Date.now() };
}
