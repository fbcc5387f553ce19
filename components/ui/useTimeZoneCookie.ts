import { useEffect } from 'react';
import { CHOICE_MS } from '@/config/choiceCookies';
import { TIME_ZONE_COOKIE } from '@/config/timeZone';

/**
 * Keeps the time zone of the browser in a cookie, for the first HTML of the next page.
 *
 * @param known the zone that the request for this page named, if any
 */
export function useTimeZoneCookie(known?: string): void {
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === known) return;
    const secure = window.location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(own)}; Path=/; Max-Age=${CHOICE_MS / 1000}; SameSite=Lax${secure}`;
  }, [known]);
}
