import { createHash } from 'node:crypto';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { DAY_MS } from '../../config/durations.ts';
import { getEnv } from '../../config/env/env.ts';
import {
  HOP_MARKER_COOKIE,
  OFFER_COOKIES,
  refreshPath,
  SESSION_COOKIES,
} from '../../config/session/sessionCookies.ts';
import { expiredWidgetCookies, setHiddenCookie } from '../../config/session/setCookie.ts';
import { readCookie } from '../platform/http/cookies.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { frontTokenCookies } from '../platform/session/frontTokenCookies.ts';
import type { ValidAccessToken, MintedTokens } from './tokens.ts';

/** Longer than a redirect takes, shorter than the life of an access token. */
const MARKER_LIFETIME_MS = 30_000;

/** As long as the SDK's cookie for the access token: its presence means that there may be a refresh token. */
const ACCESS_COOKIE_LIFETIME_MS = 365 * DAY_MS;

/**
 * What the hop did last:
 * - `offered`: offered new tokens for the refresh token with this fingerprint
 * - `refused`: refused the refresh token with this fingerprint, because it was replaced long ago
 * - `returned`: redirected back with an access token that is valid until this time
 */
export interface HopMarker {
  step: 'offered' | 'refused' | 'returned';
  about: string;
  /** When a token was first refused, in milliseconds since the epoch. */
  since?: number;
}

/** The cookies that a browser sends to the hop. */
export interface HopCookies {
  accessToken: string | undefined;
  refreshToken: string | undefined;
  /** Tokens that were offered for this refresh token. */
  offer: MintedTokens | undefined;
  marker: HopMarker | undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Returns an identifier of a refresh token that cannot be used as the token. */
export function fingerprint(refreshToken: string): string {
  return sha256(`hop:${refreshToken}`).slice(0, 16);
}

function readMarker(event: FunctionEvent): HopMarker | undefined {
  const [, step, about, since] =
    /^(offered|refused|returned)\.(\w+)(?:\.(\d{1,15}))?$/.exec(readCookie(event, HOP_MARKER_COOKIE) ?? '') ??
    [];
  if (step === undefined || about === undefined) return undefined;
  return { step: step as HopMarker['step'], about, ...(since !== undefined && { since: Number(since) }) };
}

/**
 * Returns the offer if it was made for this refresh token. An offer that arrives after another tab's was
 * accepted is void. The access token itself says which refresh tokens it belongs to.
 */
function readOffer(event: FunctionEvent, current: string | undefined): MintedTokens | undefined {
  const accessToken = readCookie(event, OFFER_COOKIES.access);
  const [, expires, refreshToken] =
    /^(\d+)\.(.+)$/.exec(readCookie(event, OFFER_COOKIES.refresh) ?? '') ?? [];
  if (accessToken === undefined || refreshToken === undefined || current === undefined) return undefined;
  const facts = readAccessToken(accessToken);
  const belongs =
    facts?.parentRefreshTokenHash === sha256(current) && facts.refreshTokenHash === sha256(refreshToken);
  return belongs ? { accessToken, refreshToken, refreshExpires: Number(expires) } : undefined;
}

/**
 * Returns when a browser was first redirected with this refresh token, by its marker; undefined if it was
 * not.
 */
export function refusedAt(refreshToken: string, marker: HopMarker | undefined): number | undefined {
  const isRefused = marker?.step === 'refused' && marker.about === fingerprint(refreshToken);
  // We never write a missing or future time: it counts as long ago.
  return isRefused
    ? marker.since !== undefined && marker.since <= Date.now()
      ? marker.since
      : 0
    : undefined;
}

/** Returns the marker of a browser that is redirected with an old refresh token; it keeps the first time. */
export function refusal(refreshToken: string, first: number | undefined): HopMarker {
  return { step: 'refused', about: fingerprint(refreshToken), since: first ?? Date.now() };
}

/** Reads the cookies that a browser sends to the hop. */
export function readHopCookies(event: FunctionEvent): HopCookies {
  const refreshToken = readCookie(event, SESSION_COOKIES.refresh);
  return {
    accessToken: readCookie(event, SESSION_COOKIES.access),
    refreshToken,
    offer: readOffer(event, refreshToken),
    marker: readMarker(event),
  };
}

function offerCookies(access: string, refresh: string, expires: number): string[] {
  const path = refreshPath(getEnv().apiBasePath);
  return [
    setHiddenCookie(OFFER_COOKIES.access, access, { path, expires }),
    setHiddenCookie(OFFER_COOKIES.refresh, refresh, { path, expires }),
  ];
}

/** Sets new tokens next to the current ones. */
export function setOffer({ accessToken, refreshToken, refreshExpires }: MintedTokens): string[] {
  return offerCookies(accessToken, `${refreshExpires}.${refreshToken}`, refreshExpires);
}

export function markerCookie({ step, about, since }: HopMarker): string[] {
  const path = refreshPath(getEnv().apiBasePath);
  const value = [step, about, ...(since === undefined ? [] : [since])].join('.');
  return [setHiddenCookie(HOP_MARKER_COOKIE, value, { path, expires: Date.now() + MARKER_LIFETIME_MS })];
}

/** Sets the access token, and the front token for the widget. */
export function accessTokenCookies({ accessToken, frontToken }: ValidAccessToken): string[] {
  return [
    setHiddenCookie(SESSION_COOKIES.access, accessToken, {
      path: '/',
      expires: Date.now() + ACCESS_COOKIE_LIFETIME_MS,
    }),
    ...frontTokenCookies(frontToken),
  ];
}

/** Sets the offered refresh token as the current one. */
export function refreshTokenCookie({ refreshToken, refreshExpires }: MintedTokens): string[] {
  const path = refreshPath(getEnv().apiBasePath);
  return [setHiddenCookie(SESSION_COOKIES.refresh, refreshToken, { path, expires: refreshExpires })];
}

/** Clears an offer that was accepted. */
export function clearOffer(): string[] {
  return offerCookies('', '', 0);
}

/** Clears all cookies of a session, including those of the hop and the widget. */
export function clearAllCookies(): string[] {
  const path = refreshPath(getEnv().apiBasePath);
  return [
    setHiddenCookie(SESSION_COOKIES.access, '', { path: '/', expires: 0 }),
    setHiddenCookie(SESSION_COOKIES.refresh, '', { path, expires: 0 }),
    ...clearOffer(),
    setHiddenCookie(HOP_MARKER_COOKIE, '', { path, expires: 0 }),
    ...expiredWidgetCookies(),
  ];
}
