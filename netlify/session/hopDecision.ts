import { readAccessToken } from '../../config/session/accessToken.ts';
import {
  fingerprint,
  clearAllCookies,
  accessTokenCookies,
  markerCookie,
  setOffer,
  refusal,
  refusedAt,
  refreshTokenCookie,
  clearOffer,
  type HopCookies,
  type HopMarker,
} from './hopCookies.ts';
import { endStolenSession, isWithinGrace, mayBeDelayed } from './tokenReuse.ts';
import { mintTokens, verifyAccessToken, type ValidAccessToken, type MintedTokens } from './tokens.ts';

/** Where to redirect, with which cookies, and the outcome for the log. */
export interface HopDecision {
  next: 'back' | 'again' | 'login';
  cookies: string[];
  outcome: string;
}

function back(token: ValidAccessToken, outcome: string, cookies: string[] = []): HopDecision {
  const until = String(readAccessToken(token.accessToken)?.expiresAt);
  return {
    next: 'back',
    cookies: [...cookies, ...markerCookie({ step: 'returned', about: until })],
    outcome,
  };
}

function again(marker: HopMarker, outcome: string, cookies: string[] = []): HopDecision {
  return { next: 'again', cookies: [...cookies, ...markerCookie(marker)], outcome };
}

function login(outcome: string): HopDecision {
  return { next: 'login', cookies: clearAllCookies(), outcome };
}

/**
 * The access token is valid: nothing to refresh. An unconfirmed one from the widget's refresh is exchanged.
 */
async function keep(accessToken: string | undefined): Promise<HopDecision | undefined> {
  const good = accessToken === undefined ? undefined : await verifyAccessToken(accessToken);
  if (good === undefined) return undefined;
  return good.accessToken === accessToken
    ? back(good, 'already_fresh')
    : back(good, 'confirmed', accessTokenCookies(good));
}

/** The browser sent the offered tokens, so they become the current ones. */
async function take(offer: MintedTokens | undefined): Promise<HopDecision | undefined> {
  const good = offer === undefined ? undefined : await verifyAccessToken(offer.accessToken);
  if (offer === undefined || good === undefined) return undefined;
  return back(good, 'refreshed', [
    ...accessTokenCookies(good),
    ...refreshTokenCookie(offer),
    ...clearOffer(),
  ]);
}

/**
 * An old refresh token is usually that of a second tab, whose request was under way while the first one
 * refreshed. Once redirected, the browser sends its current one. The same token after the grace period is a
 * stolen copy, and so is an old token whose client omits the marker of the redirect for longer than a grace
 * period.
 */
async function suspect(
  refreshToken: string,
  session: { sessionHandle: string; userId: string },
  marker: HopMarker | undefined,
): Promise<HopDecision> {
  const first = refusedAt(refreshToken, marker);
  const isLate = first === undefined ? mayBeDelayed : isWithinGrace;
  if (await isLate({ ...session, refusedAt: first })) {
    return again(refusal(refreshToken, first), 'theft_suspected');
  }
  await endStolenSession(session);
  return login('theft_detected');
}

async function renew(
  refreshToken: string,
  marker: HopMarker | undefined,
  settled: string[] = [],
): Promise<HopDecision> {
  const minted = await mintTokens(refreshToken);
  if (minted.status === 'unusable') return login('refresh_refused');
  if (minted.status === 'theft') return suspect(refreshToken, minted, marker);
  const notKept = marker?.step === 'offered' && marker.about === fingerprint(refreshToken);
  if (notKept) return login('cookies_not_kept');
  const offered = { step: 'offered', about: fingerprint(refreshToken) } as const;
  return again(offered, 'refresh_offered', [...settled, ...setOffer(minted.tokens)]);
}

function hasExpired({ accessToken }: MintedTokens): boolean {
  return (readAccessToken(accessToken)?.expiresAt ?? 0) <= Date.now();
}

/** Whether the browser was just redirected with a valid token and comes back without it. */
function isRedirectLoop(marker: HopMarker | undefined, accessToken: string | undefined): boolean {
  if (marker?.step !== 'returned') return false;
  const until = Number(marker.about);
  return until > Date.now() && readAccessToken(accessToken ?? '')?.expiresAt !== until;
}

/** Decides what to do with a request to the refresh hop. */
export async function decideHop({
  accessToken,
  refreshToken,
  offer,
  marker,
}: HopCookies): Promise<HopDecision> {
  const done = (await keep(accessToken)) ?? (await take(offer));
  if (done !== undefined) return done;
  if (refreshToken === undefined) return login('no_refresh_token');
  if (isRedirectLoop(marker, accessToken)) return login('circle_stopped');
  // The response to an accepted offer may have been lost: then the offer's refresh token is the current one.
  return offer !== undefined && hasExpired(offer)
    ? renew(offer.refreshToken, marker, refreshTokenCookie(offer))
    : renew(refreshToken, marker);
}
