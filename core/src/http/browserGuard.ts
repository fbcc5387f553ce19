import type { IncomingMessage } from 'node:http';
import { HttpError } from '../errors.ts';
import type { Dispatch } from './router.ts';

/** 127.0.0.0/8, ::1 and names that always resolve to this machine (RFC 6761, section 6.3). */
const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host name or address (IPv6 with or without brackets) is a loopback one. */
const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/**
 * Refuses requests that a web page in a developer's browser could send. A browser sends `Origin` with every
 * cross-origin request other than a plain GET, and a page whose DNS name was changed to 127.0.0.1 (DNS
 * rebinding) has a foreign `Host`. The SDKs send no `Origin`, and the core sends no CORS headers.
 *
 * @param listensOnLoopback whether only this machine can reach the core; other machines may use any name
 * @throws HttpError 403 for an `Origin`, 421 for a foreign `Host`
 */
function checkIsNoBrowser(request: IncomingMessage, listensOnLoopback: boolean): void {
  const { host, origin } = request.headers;
  if (origin !== undefined) throw new HttpError(403, 'Web pages may not call the core');
  // HTTP/1.0 clients may omit it; browsers do not.
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
