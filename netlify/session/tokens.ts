import type { SessionEvent } from 'supertokens-node/framework/awsLambda';
import {
  Error as SessionError,
  getSessionWithoutRequestResponse,
  refreshSession,
} from 'supertokens-node/recipe/session';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { SESSION_COOKIES } from '../../config/session/sessionCookies.ts';
import { noteSessionLifetime } from './tokenReuse.ts';

/** An access token that is good now, and what the widget is to know of it. */
export interface GoodAccessToken {
  accessToken: string;
  frontToken: string;
}

/** A pair of tokens that the core has just made. Until one is used, the refresh token before it is good as well. */
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

/** The SDK's refusals of a token; anything else is no outcome but a failure. */
function refusalType(error: unknown): string {
  if (!SessionError.isErrorFromSuperTokens(error)) throw error;
  return error.type;
}

/**
 * Verifies an access token, and asks the core whether its session is still there: a page that knows it is not sends
 * the browser to the hop, which must not send it back. A token whose refresh token the core has not yet seen used is
 * confirmed by this: the core makes that refresh token the current one, every older or other one worthless, and
 * answers a confirmed token.
 *
 * @returns undefined if the token is expired, forged, revoked or outrun by another refresh
 */
export async function verifyAccessToken(accessToken: string): Promise<GoodAccessToken | undefined> {
  try {
    const session = await getSessionWithoutRequestResponse(accessToken, undefined, {
      antiCsrfCheck: false,
      checkDatabase: true,
      // Claims decide what somebody may see, not whether her session goes on.
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

/** A request as the SDK reads one, with this refresh token and nothing else in it. */
function requestWith(refreshToken: string): SessionEvent {
  const cookie = `${SESSION_COOKIES.refresh}=${encodeURIComponent(refreshToken)}`;
  return { httpMethod: 'POST', path: '/', headers: { cookie }, body: null } as unknown as SessionEvent;
}

/**
 * When the refresh token ends that these cookies bring, in milliseconds since the epoch; NaN if they bring none. The SDK
 * tells it nowhere else.
 *
 * @param cookies values of `Set-Cookie`
 */
export function refreshExpiry(cookies: readonly string[]): number {
  const cookie = cookies.find((line) => line.startsWith(`${SESSION_COOKIES.refresh}=`));
  return Date.parse(/Expires=([^;]+)/i.exec(cookie ?? '')?.[1] ?? '');
}

/** Has the core make new tokens for a refresh token. What becomes of a stolen one is the caller's to decide. */
export async function mintTokens(refreshToken: string): Promise<RefreshOutcome> {
  const request = requestWith(refreshToken);
  try {
    const session = await refreshSession(request, request);
    const tokens = session.getAllSessionTokensDangerously();
    if (tokens.refreshToken === undefined) return { status: 'unusable' };
    const refreshExpires = refreshExpiry(request.supertokens.response.cookies);
    noteSessionLifetime(refreshExpires);
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
