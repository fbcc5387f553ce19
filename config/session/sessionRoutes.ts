import { HOP_REDIRECT_PARAMETER, refreshHopPath } from './sessionCookies.ts';

/** The query parameter by which the login widget learns where to go after signing in. */
export const REDIRECT_PARAM = 'redirectToPath';

/** Tells the login page that the server refused a token which the browser still takes for good. */
export const REFUSED_PARAM = 'sessionRefused';

/** Tells the login page that the browser did not keep the cookies of a session that it was just given. */
export const COOKIES_LOST_PARAM = 'cookiesLost';

interface Paths {
  apiBasePath: string;
  websiteBasePath: string;
  websiteDomain: string | undefined;
}

/** The refresh hop is off beside a separate front end: the cookies are SameSite=None then, and want a header. */
export function hasHop({ websiteDomain }: Pick<Paths, 'websiteDomain'>): boolean {
  return websiteDomain === undefined;
}

/**
 * The login page, which leads back to `wanted` afterwards.
 *
 * @param cookiesLost whether the page says that the browser keeps no cookies
 */
export function loginPath(
  { websiteBasePath }: Pick<Paths, 'websiteBasePath'>,
  wanted: string,
  cookiesLost = false,
): string {
  const query = { [REDIRECT_PARAM]: wanted, ...(cookiesLost && { [COOKIES_LOST_PARAM]: '1' }) };
  return `${websiteBasePath}?${new URLSearchParams(query).toString()}`;
}

/** The screen on which a person verifies her address, which leads back to `wanted` afterwards. */
export function verificationPath({ websiteBasePath }: Paths, wanted: string): string {
  const query = new URLSearchParams({ [REDIRECT_PARAM]: wanted }).toString();
  return `${websiteBasePath}/verify-email?${query}`;
}

/**
 * Where a person goes whose access token cannot be used while the refresh token may: through the refresh hop, with
 * method and body kept, or, where there is none, to the login page, whose script refreshes before it shows a form.
 */
export function refreshWay(paths: Paths, wanted: string): { path: string; status: 303 | 307 } {
  if (!hasHop(paths)) {
    return { path: `${loginPath(paths, wanted)}&${REFUSED_PARAM}=1`, status: 303 };
  }
  const query = new URLSearchParams({ [HOP_REDIRECT_PARAMETER]: wanted }).toString();
  return { path: `${refreshHopPath(paths.apiBasePath)}?${query}`, status: 307 };
}
