import type { ProviderId } from '../signInMethods.ts';
import { REDIRECT_PARAM } from '../session/sessionRoutes.ts';

export const SOCIAL_FUNCTION = '/.netlify/functions/social';

/** The query parameter with which a signed-in user adds a provider to their account. */
export const CONNECT_PARAM = 'connect';

/** Where a provider sends users back to: the path of its registered callback address. */
export const callbackPath = (provider: ProviderId): string => `${SOCIAL_FUNCTION}/${provider}/callback`;

/**
 * Returns the address that starts a sign-in with a provider.
 *
 * @param redirectToPath the page to go to afterwards; undefined for the default
 */
export function startPath(provider: ProviderId, redirectToPath: string | undefined): string {
  const query =
    redirectToPath === undefined ? '' : `?${new URLSearchParams({ [REDIRECT_PARAM]: redirectToPath })}`;
  return `${SOCIAL_FUNCTION}/${provider}/start${query}`;
}

/** Returns the address that adds a provider to the account of the signed-in user. */
export const connectPath = (provider: ProviderId): string =>
  `${SOCIAL_FUNCTION}/${provider}/start?${CONNECT_PARAM}=1`;
