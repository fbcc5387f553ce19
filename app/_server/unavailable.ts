import 'server-only';
import { toPlainPath } from '@/config/security/redirectPath';

/** What the 503 page tells clients to wait, and about how long a person needs to read it. */
export const RETRY_AFTER_SECONDS = 10;

/** Where `app/unavailable` answers: a server component cannot set a status, a route handler can. */
const UNAVAILABLE_PATH = '/unavailable';

/**
 * The address of the 503 page for a page that could not be shown. It bears the time at which the page failed, so that
 * a reload later on is a new try at the page itself; without it the person would be reloading the error for ever.
 */
export function unavailablePath(wanted: string, failedAt: number): string {
  return `${UNAVAILABLE_PATH}?${new URLSearchParams({ from: wanted, at: failedAt.toString(36) }).toString()}`;
}

/** Reads back what {@link unavailablePath} wrote, from an address that anyone may have typed. */
export function readUnavailable(params: URLSearchParams, now: number): { wanted: string; isFresh: boolean } {
  const wanted = toPlainPath(params.get('from'));
  const at = parseInt(params.get('at') ?? '', 36);
  // A failure that lies ahead comes from another machine's clock: as good as now.
  return { wanted, isFresh: now - at < RETRY_AFTER_SECONDS * 1000 };
}
