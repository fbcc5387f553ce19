import { useEffect } from 'react';
import { TIME_ZONE_COOKIE } from '@/config/timeZone';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

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
    document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(own)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
  }, [known]);
}
