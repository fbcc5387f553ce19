import { createHash } from 'node:crypto';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { getEnv } from '../../config/env/env.ts';
import {
  HOP_MARKER_COOKIE,
  OFFER_COOKIES,
  refreshPath,
  SESSION_COOKIES,
  WIDGET_COOKIES,
} from '../../config/session/sessionCookies.ts';
import { readCookie, setCookie } from '../platform/http/cookies.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import type { GoodAccessToken, MintedTokens } from './tokens.ts';

/** Longer than a redirect takes, shorter than an access token lives. */
const MARKER_LIFETIME_MS = 30_000;

/** As long as the SDK keeps the cookie of an access token: its presence says that a refresh token may be there. */
const ACCESS_COOKIE_LIFETIME_MS = 365 * 24 * 3_600_000;

/** "Never", as the browser SDK spells it. */
const WIDGET_COOKIE_EXPIRES = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * What the hop did a moment ago:
 * - `offered`: new tokens, for the refresh token with this fingerprint
 * - `refused`: the refresh token with this fingerprint, as one that was replaced long ago
 * - `returned`: with an access token good until this time
 */
export interface HopMarker {
  step: 'offered' | 'refused' | 'returned';
  about: string;
  /** When a token was first refused, in milliseconds since the epoch. */
  since?: number;
}

/** What a browser brings to the hop. */
export interface HopCookies {
  accessToken: string | undefined;
  refreshToken: string | undefined;
  /** Tokens offered for just this refresh token. */
  offer: MintedTokens | undefined;
  marker: HopMarker | undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A name for a refresh token by which nobody can use it. */
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
 * The offer, if it was made for this refresh token: one that came late, after another tab's was taken, is worthless.
 * The access token says itself which refresh tokens it belongs to.
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

/** When a browser was first sent round with this refresh token, by its marker; undefined if it was not. */
export function refusedAt(refreshToken: string, marker: HopMarker | undefined): number | undefined {
  const isRefused = marker?.step === 'refused' && marker.about === fingerprint(refreshToken);
  // Without a time, or with one that is still to come, nobody of ours wrote it: as good as long ago.
  return isRefused
    ? marker.since !== undefined && marker.since <= Date.now()
      ? marker.since
      : 0
    : undefined;
}

/** The marker of a browser that is sent round with an old refresh token; the first time stays in it. */
export function refusal(refreshToken: string, first: number | undefined): HopMarker {
  return { step: 'refused', about: fingerprint(refreshToken), since: first ?? Date.now() };
}

/** Reads what a browser brings to the hop. */
export function readHopCookies(event: FunctionEvent): HopCookies {
  const refreshToken = readCookie(event, SESSION_COOKIES.refresh);
  return {
    accessToken: readCookie(event, SESSION_COOKIES.access),
    refreshToken,
    offer: readOffer(event, refreshToken),
    marker: readMarker(event),
  };
}

function hidden(name: string, value: string, path: string, expires: number): string {
  return setCookie(name, value, {
    path,
    expires,
    httpOnly: true,
    secure: getEnv().siteOrigin.startsWith('https:'),
  });
}

function offerCookies(access: string, refresh: string, expires: number): string[] {
  const path = refreshPath(getEnv().apiBasePath);
  return [
    hidden(OFFER_COOKIES.access, access, path, expires),
    hidden(OFFER_COOKIES.refresh, refresh, path, expires),
  ];
}

/** Lays new tokens beside the current ones. */
export function offering({ accessToken, refreshToken, refreshExpires }: MintedTokens): string[] {
  return offerCookies(accessToken, `${refreshExpires}.${refreshToken}`, refreshExpires);
}

export function marking({ step, about, since }: HopMarker): string[] {
  const path = refreshPath(getEnv().apiBasePath);
  const value = [step, about, ...(since === undefined ? [] : [since])].join('.');
  return [hidden(HOP_MARKER_COOKIE, value, path, Date.now() + MARKER_LIFETIME_MS)];
}

/** Makes this the access token of the browser, and tells the widget, which keeps its own record. */
export function holding({ accessToken, frontToken }: GoodAccessToken): string[] {
  const widget = [frontToken, String(Date.now())];
  return [
    hidden(SESSION_COOKIES.access, accessToken, '/', Date.now() + ACCESS_COOKIE_LIFETIME_MS),
    ...WIDGET_COOKIES.map((name, index) =>
      setCookie(name, widget[index] ?? '', { path: '/', expires: WIDGET_COOKIE_EXPIRES, raw: true }),
    ),
  ];
}

/** Makes an offered refresh token the browser's. */
export function taking({ refreshToken, refreshExpires }: MintedTokens): string[] {
  const path = refreshPath(getEnv().apiBasePath);
  return [hidden(SESSION_COOKIES.refresh, refreshToken, path, refreshExpires)];
}

/** Takes an offer away that has been taken. */
export function withdrawing(): string[] {
  return offerCookies('', '', 0);
}

/** Takes every cookie of a session away, the hop's and the widget's included. */
export function forgetting(): string[] {
  const path = refreshPath(getEnv().apiBasePath);
  return [
    hidden(SESSION_COOKIES.access, '', '/', 0),
    hidden(SESSION_COOKIES.refresh, '', path, 0),
    ...withdrawing(),
    hidden(HOP_MARKER_COOKIE, '', path, 0),
    ...WIDGET_COOKIES.map((name) => setCookie(name, '', { path: '/', expires: 0 })),
  ];
}
