/** Cookie names of the SuperTokens session, as supertokens-node 24 and supertokens-web-js 0.16 set them. */
export const SESSION_COOKIES = {
  access: 'sAccessToken',
  refresh: 'sRefreshToken',
  antiCsrf: 'sAntiCsrf',
} as const;

/**
 * Cookies that the browser SDK writes for itself and reads to decide whether somebody is signed in. The server SDK
 * leaves them when it ends a session, so whatever ends one outside the widget expires them too.
 */
export const WIDGET_COOKIES = ['sFrontToken', 'st-last-access-token-update'] as const;

/** The path of the refresh cookie, which SuperTokens sets at the path of its refresh route. */
export function refreshPath(apiBasePath: string): string {
  return `${apiBasePath}/session/refresh`;
}

/** The refresh hop: the one navigation below the path of the refresh cookie. */
export function refreshHopPath(apiBasePath: string): string {
  return `${refreshPath(apiBasePath)}/navigate`;
}

/** Where the hop brings the browser back to when it is done; see {@link refreshHopPath}. */
export const HOP_REDIRECT_PARAMETER = 'redirectTo';

/** The hop's note to itself about what it did a moment ago, so that a browser is never sent round in circles. */
export const HOP_MARKER_COOKIE = 'refreshHop';

/**
 * New tokens that the hop has offered and the browser not yet shown to have kept. They replace the session cookies
 * only when they come back: docs/decisions/018-refresh-in-two-steps.md.
 */
export const OFFER_COOKIES = { access: 'sNextAccess', refresh: 'sNextRefresh' } as const;

/** Shows that a browser has signed in to an account before. It outlives sessions, and opens none. */
export const DEVICE_COOKIE = 'knownDevice';

/** Every cookie that an account may have left in a browser, with the path by which it is taken away. */
export function sessionCookiePaths(apiBasePath: string): Record<string, string> {
  const { access, antiCsrf, refresh } = SESSION_COOKIES;
  const everywhere = [access, antiCsrf, ...WIDGET_COOKIES];
  const atRefresh = [refresh, HOP_MARKER_COOKIE, ...Object.values(OFFER_COOKIES)];
  return Object.fromEntries([
    ...everywhere.map((name) => [name, '/'] as const),
    ...atRefresh.map((name) => [name, refreshPath(apiBasePath)] as const),
    [DEVICE_COOKIE, apiBasePath],
  ]);
}
