import { getEnv } from '../env/env.ts';
import { WIDGET_COOKIES } from './sessionCookies.ts';

interface CookieOptions {
  path: string;
  /** Milliseconds since the epoch. 0 removes the cookie; undefined keeps it until the browser closes. */
  expires?: number;
  httpOnly?: boolean;
  secure?: boolean;
  /** Default: `Lax`. `None` is for a front end on another site, and requires `secure`. */
  sameSite?: 'Lax' | 'None';
  /** Not encoded, for readers that do not decode. */
  raw?: boolean;
}

/** Serializes a cookie of this host. */
export function setCookie(name: string, value: string, options: CookieOptions): string {
  return [
    `${name}=${options.raw === true ? value : encodeURIComponent(value)}`,
    `Path=${options.path}`,
    ...(options.expires === undefined ? [] : [`Expires=${new Date(options.expires).toUTCString()}`]),
    ...(options.httpOnly === true ? ['HttpOnly'] : []),
    ...(options.secure === true ? ['Secure'] : []),
    `SameSite=${options.sameSite ?? 'Lax'}`,
  ].join('; ');
}

/** Serializes a cookie of this host that needs HTTPS where the site has it. */
export function setSiteCookie(
  name: string,
  value: string,
  options: Pick<CookieOptions, 'path' | 'expires' | 'raw' | 'httpOnly'>,
): string {
  return setCookie(name, value, { ...options, secure: getEnv().siteOrigin.startsWith('https:') });
}

/** Serializes such a cookie that scripts cannot read. See {@link setSiteCookie}. */
export const setHiddenCookie = (
  name: string,
  value: string,
  options: Pick<CookieOptions, 'path' | 'expires' | 'raw'>,
): string => setSiteCookie(name, value, { ...options, httpOnly: true });

/** Clears the cookies that make the widget assume a session. */
export const expiredWidgetCookies = (): string[] =>
  WIDGET_COOKIES.map((name) => setSiteCookie(name, '', { path: '/', expires: 0 }));
