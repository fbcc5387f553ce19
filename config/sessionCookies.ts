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

/** The refresh hop: the one navigation below the path of the refresh cookie. */
export function refreshHopPath(apiBasePath: string): string {
  return `${apiBasePath}/session/refresh/navigate`;
}

/** Marks the one try of a refresh hop, so that a browser which keeps no cookie is never sent round in circles. */
export const HOP_MARKER_COOKIE = 'refreshHop';
