import type { IncomingMessage } from 'node:http';
import { HttpError } from '../errors.ts';
import type { Dispatch } from './router.ts';

/** 127.0.0.0/8, ::1 and the names that never leave the machine (RFC 6761, section 6.3). */
const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host name or address (IPv6 with or without brackets) stands for this machine alone. */
const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/**
 * Refuses what a web page in a developer's browser could send to the core. A browser names the page in `Origin` whenever
 * a page of another origin sends more than a plain GET, and a page whose DNS name was changed to 127.0.0.1 ("DNS
 * rebinding") gives itself away in `Host`. The SDKs send no `Origin`, and the core has no CORS headers.
 *
 * @param listensOnLoopback whether the core can be reached from this machine only; other machines know it by any name
 * @throws HttpError 403 for an `Origin`, 421 for a foreign `Host`
 */
function checkIsNoBrowser(request: IncomingMessage, listensOnLoopback: boolean): void {
  const { host, origin } = request.headers;
  if (origin !== undefined) throw new HttpError(403, 'Web pages may not call the core');
  // HTTP/1.0 may leave it out; browsers do not.
  if (listensOnLoopback && host !== undefined && !isLoopback(host.replace(/:\d*$/, '')))
    throw new HttpError(421, 'This core answers to loopback host names only');
}

/** Runs {@link checkIsNoBrowser} before each request of a core that listens on `host`. */
export function guardFromBrowsers(dispatch: Dispatch, host: string): Dispatch {
  const listensOnLoopback = isLoopback(host);
  return async (request) => {
    checkIsNoBrowser(request, listensOnLoopback);
    return dispatch(request);
  };
}
