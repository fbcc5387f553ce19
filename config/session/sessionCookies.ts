import { DAY_MS } from '../durations.ts';

/** Names of the SuperTokens session cookies in supertokens-node 24 and supertokens-web-js 0.16. */
export const SESSION_COOKIES = {
  access: 'sAccessToken',
  refresh: 'sRefreshToken',
  antiCsrf: 'sAntiCsrf',
} as const;

/**
 * Cookies in which the browser SDK stores whether there is a session. The server SDK
 * keeps them when it ends a session, so code that ends one outside the widget clears them, too.
 */
export const WIDGET_COOKIES = ['sFrontToken', 'st-last-access-token-update'] as const;

/** Returns the path of the refresh cookie, which SuperTokens sets at the path of its refresh route. */
export function refreshPath(apiBasePath: string): string {
  return `${apiBasePath}/session/refresh`;
}

/** Returns the path of the refresh hop: the only page navigation below the path of the refresh cookie. */
export function refreshHopPath(apiBasePath: string): string {
  return `${refreshPath(apiBasePath)}/navigate`;
}

/** Query parameter with the page to redirect to afterwards; see {@link refreshHopPath}. */
export const HOP_REDIRECT_PARAMETER = 'redirectTo';

/** Cookie in which the hop stores its last step, to prevent redirect loops. */
export const HOP_MARKER_COOKIE = 'refreshHop';

/**
 * New tokens that the hop has offered and the browser has not yet sent back. They replace the session
 * cookies only once they come back: docs/decisions/018-refresh-in-two-steps.md.
 */
export const OFFER_COOKIES = { access: 'sNextAccess', refresh: 'sNextRefresh' } as const;

/** How long a browser in which a user has signed in is known without another sign-in. */
export const KNOWN_BROWSER_MS = 180 * DAY_MS;

/**
 * Proves that a browser has signed in to an account before. It outlives sessions, and is no session itself.
 */
export const DEVICE_COOKIE = 'knownBrowser';

/** Tokens by which accounts trust this browser with the second factor. It outlives sessions. */
export const TRUST_COOKIE = 'trustedBrowser';

/** How long an account trusts a browser. */
export const TRUST_DAYS = 30;

/** Takes the place of {@link DEVICE_COOKIE} in the function that sends links to sign in with. */
export const LINK_DEVICE_COOKIE = 'knownLinkDevice';

/** Proves that users have signed in in this browser before, however they did. It opens nothing. */
export const RECOGNIZED_COOKIE = 'recognizedBrowser';

/** The path of {@link LINK_DEVICE_COOKIE}: that of the function. */
export const LINK_DEVICE_PATH = '/.netlify/functions/magic-link';

/** How the user of this browser last signed in, for the sign-in page. It is no session either. */
export const LAST_METHOD_COOKIE = 'lastSignInMethod';

/**
 * Says that the user of this browser has signed out to confirm who they are: a provider has to ask for their
 * credentials again. It is for the function of providers, and opens nothing.
 */
export const CONFIRMS_COOKIE = 'confirmsIdentity';

/** The path of {@link CONFIRMS_COOKIE}: that of the function. */
export const CONFIRMS_PATH = '/.netlify/functions/social';

/** How long the next sign-in confirms who the user is. */
export const CONFIRMS_SECONDS = 10 * 60;

interface BasePaths {
  apiBasePath: string;
  websiteBasePath: string;
}

const FUNCTIONS_PATH = '/.netlify/functions';

/** The path below which all functions get {@link DEVICE_COOKIE} and {@link RECOGNIZED_COOKIE}. */
export function deviceCookiePath(apiBasePath: string): string {
  return apiBasePath.startsWith(`${FUNCTIONS_PATH}/`) ? FUNCTIONS_PATH : '/';
}

/** All cookies of an account in a browser, with the path that is needed to clear them. */
export function sessionCookiePaths({ apiBasePath, websiteBasePath }: BasePaths): Record<string, string> {
  const { access, antiCsrf, refresh } = SESSION_COOKIES;
  const everywhere = [access, antiCsrf, ...WIDGET_COOKIES];
  const atRefresh = [refresh, HOP_MARKER_COOKIE, ...Object.values(OFFER_COOKIES)];
  return Object.fromEntries([
    ...everywhere.map((name) => [name, '/'] as const),
    ...atRefresh.map((name) => [name, refreshPath(apiBasePath)] as const),
    [DEVICE_COOKIE, deviceCookiePath(apiBasePath)],
    [RECOGNIZED_COOKIE, deviceCookiePath(apiBasePath)],
    [LINK_DEVICE_COOKIE, LINK_DEVICE_PATH],
    [LAST_METHOD_COOKIE, websiteBasePath],
  ]);
}
