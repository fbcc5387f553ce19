import 'server-only';
import { toPlainPath } from '@/config/security/redirectPath';

/** Retry-After of the 503 page. About as long as it takes to read the page. */
export const RETRY_AFTER_SECONDS = 10;

/** Path of `app/unavailable`: a server component cannot set a status, a route handler can. */
const UNAVAILABLE_PATH = '/unavailable';

/**
 * Returns the URL of the 503 page for a page that could not be shown. It contains the time of the failure, so
 * that a later reload tries the page itself again instead of the error page.
 */
export function unavailablePath(wanted: string, failedAt: number): string {
  return `${UNAVAILABLE_PATH}?${new URLSearchParams({ from: wanted, at: failedAt.toString(36) }).toString()}`;
}

/** Reads the parameters of {@link unavailablePath}. They are not trusted. */
export function readUnavailable(params: URLSearchParams, now: number): { wanted: string; isFresh: boolean } {
  const wanted = toPlainPath(params.get('from'));
  const at = parseInt(params.get('at') ?? '', 36);
  // A time in the future comes from the clock of another machine and counts as now.
  return { wanted, isFresh: now - at < RETRY_AFTER_SECONDS * 1000 };
}
