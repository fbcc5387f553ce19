import { pagePath } from './pagePath.ts';
import { HOP_REDIRECT_PARAMETER, refreshHopPath } from './sessionCookies.ts';

/** Query parameter of the sign-in page with the page to redirect to afterwards. */
export const REDIRECT_PARAM = 'redirectToPath';

/** Field of the form that signs out: the user signs in again to confirm who they are. */
export const CONFIRMS_FIELD = 'confirmsIdentity';

/** Query parameter: the server has refused a token that the browser still considers valid. */
export const REFUSED_PARAM = 'sessionRefused';

/** Query parameter: the browser did not store the session cookies that it had just received. */
export const COOKIES_LOST_PARAM = 'cookiesLost';

/** Query parameter: the user has signed out to confirm who they are. */
export const CONFIRMS_PARAM = 'confirmsIdentity';

/** Downloads all data of the user. */
export const DOWNLOAD_PATH = '/account/data';

/** The page with the link to it. */
export const DOWNLOAD_PAGE = '/account/delete';

/**
 * Returns the page to go to after a form. In place of a download, after which the browser would still show
 * the form, that is the page with the link to it.
 */
export const pageAfterForm = (wanted: string): string => (wanted === DOWNLOAD_PATH ? DOWNLOAD_PAGE : wanted);

interface Paths {
  apiBasePath: string;
  websiteBasePath: string;
  websiteDomain: string | undefined;
}

/** The refresh hop is off with a separate front end: its cookies are SameSite=None and require a header. */
export function hasHop({ websiteDomain }: Pick<Paths, 'websiteDomain'>): boolean {
  return websiteDomain === undefined;
}

/**
 * Returns the URL of the sign-in page, which redirects to `wanted` afterwards.
 *
 * @param why what the page explains: that the browser does not store cookies, or that the user confirms who
 *   they are
 */
export function loginPath(
  { websiteBasePath }: Pick<Paths, 'websiteBasePath'>,
  wanted: string,
  why: { cookiesLost?: boolean; confirms?: boolean } = {},
): string {
  const query = {
    [REDIRECT_PARAM]: pageAfterForm(wanted),
    ...(why.cookiesLost === true && { [COOKIES_LOST_PARAM]: '1' }),
    ...(why.confirms === true && { [CONFIRMS_PARAM]: '1' }),
  };
  return `${websiteBasePath}?${new URLSearchParams(query).toString()}`;
}

/**
 * Returns the URL of the screen for a forgotten password.
 *
 * @param wanted the page to go to after the sign-in with the new one; undefined for the default
 */
export function resetPath({ websiteBasePath }: Pick<Paths, 'websiteBasePath'>, wanted?: string): string {
  return pagePath(`${websiteBasePath}/reset-password`, { [REDIRECT_PARAM]: wanted });
}

/** Returns the URL of the verification screen, which redirects to `wanted` afterwards. */
export function verificationPath(
  { websiteBasePath }: Pick<Paths, 'websiteBasePath'>,
  wanted: string,
): string {
  const query = new URLSearchParams({ [REDIRECT_PARAM]: pageAfterForm(wanted) }).toString();
  return `${websiteBasePath}/verify-email?${query}`;
}

/**
 * Returns where to redirect if the access token is unusable and the refresh token may be valid: to the
 * refresh hop, which keeps method and body, or without a hop to the sign-in page, whose script refreshes
 * first.
 */
export function refreshRedirect(paths: Paths, wanted: string): { path: string; status: 303 | 307 } {
  if (!hasHop(paths)) {
    return { path: `${loginPath(paths, wanted)}&${REFUSED_PARAM}=1`, status: 303 };
  }
  const query = new URLSearchParams({ [HOP_REDIRECT_PARAMETER]: wanted }).toString();
  return { path: `${refreshHopPath(paths.apiBasePath)}?${query}`, status: 307 };
}
