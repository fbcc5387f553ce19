import type { SessionEvent } from 'supertokens-node/framework/awsLambda';
import {
  Error as SessionError,
  getSessionWithoutRequestResponse,
  refreshSession,
} from 'supertokens-node/recipe/session';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { SESSION_COOKIES } from '../../config/session/sessionCookies.ts';
import { allowWithoutFactor } from '../platform/http/scope.ts';
import { rememberSessionLifetime } from './tokenReuse.ts';

/** A valid access token, and its data for the widget. */
export interface ValidAccessToken {
  accessToken: string;
  frontToken: string;
}

/** A new pair of tokens. Until one of them is used, the previous refresh token is valid, too. */
export interface MintedTokens {
  accessToken: string;
  refreshToken: string;
  /** Milliseconds since the epoch. */
  refreshExpires: number;
}

type RefreshOutcome =
  | { status: 'minted'; tokens: MintedTokens }
  | { status: 'theft'; sessionHandle: string; userId: string }
  | { status: 'unusable' };

/** Errors of the SDK about a token; all others are failures. */
function refusalType(error: unknown): string {
  if (!SessionError.isErrorFromSuperTokens(error)) throw error;
  return error.type;
}

/**
 * Verifies an access token, and asks the core whether its session still exists: a page that knows it does not
 * redirects the browser to the hop, which must not redirect back. A token whose refresh token has not been
 * used yet is confirmed by this: the core makes that refresh token the current one, revokes all others, and
 * returns a confirmed token.
 *
 * @returns undefined if the token is expired, forged, revoked or replaced by another refresh
 */
export async function verifyAccessToken(accessToken: string): Promise<ValidAccessToken | undefined> {
  allowWithoutFactor('all');
  try {
    const session = await getSessionWithoutRequestResponse(accessToken, undefined, {
      antiCsrfCheck: false,
      checkDatabase: true,
      // Claims decide what a user may see, not whether the session continues.
      overrideGlobalClaimValidators: () => [],
    });
    const tokens = session.getAllSessionTokensDangerously();
    const outrun = readAccessToken(tokens.accessToken)?.parentRefreshTokenHash !== null;
    return outrun ? undefined : { accessToken: tokens.accessToken, frontToken: tokens.frontToken };
  } catch (error) {
    refusalType(error);
    return undefined;
  }
}

/** A request in the format of the SDK that contains only this refresh token. */
function requestWith(refreshToken: string): SessionEvent {
  const cookie = `${SESSION_COOKIES.refresh}=${encodeURIComponent(refreshToken)}`;
  return { httpMethod: 'POST', path: '/', headers: { cookie }, body: null } as unknown as SessionEvent;
}

/**
 * Returns the expiry of the refresh token in these cookies, in milliseconds since the epoch; NaN if there is
 * none. The SDK does not return it otherwise.
 *
 * @param cookies values of `Set-Cookie`
 */
export function refreshExpiry(cookies: readonly string[]): number {
  const cookie = cookies.find((line) => line.startsWith(`${SESSION_COOKIES.refresh}=`));
  return Date.parse(/Expires=([^;]+)/i.exec(cookie ?? '')?.[1] ?? '');
}

/** Exchanges a refresh token for new tokens. The caller decides what to do about a stolen one. */
export async function mintTokens(refreshToken: string): Promise<RefreshOutcome> {
  const request = requestWith(refreshToken);
  try {
    const session = await refreshSession(request, request);
    const tokens = session.getAllSessionTokensDangerously();
    if (tokens.refreshToken === undefined) return { status: 'unusable' };
    const refreshExpires = refreshExpiry(request.supertokens.response.cookies);
    rememberSessionLifetime(refreshExpires);
    return {
      status: 'minted',
      tokens: { accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, refreshExpires },
    };
  } catch (error) {
    if (refusalType(error) !== SessionError.TOKEN_THEFT_DETECTED) return { status: 'unusable' };
    const { payload } = error as { payload: { sessionHandle: string; userId: string } };
    return { status: 'theft', sessionHandle: payload.sessionHandle, userId: payload.userId };
  }
}
