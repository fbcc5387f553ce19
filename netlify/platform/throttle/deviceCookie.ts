import { createHmac, randomBytes } from 'node:crypto';
import { getEnv } from '../../../config/env/env.ts';
import {
  DEVICE_COOKIE,
  deviceCookiePath,
  KNOWN_BROWSER_MS,
  LINK_DEVICE_COOKIE,
  LINK_DEVICE_PATH,
  RECOGNIZED_COOKIE,
} from '../../../config/session/sessionCookies.ts';
import { setCookie } from '../../../config/session/setCookie.ts';
import { readCookie } from '../http/cookies.ts';
import type { FunctionEvent } from '../http/message.ts';
import { deriveKey, equalsExpected } from '../keys.ts';

/** Maximum number of accounts per browser, most recent first. */
const MAX_ACCOUNTS = 5;

/**
 * Content of the cookie for one account: `nonce.issued.signature`. Only the signature identifies the
 * account.
 */
interface Device {
  /** Identifies the budget of this browser. */
  nonce: string;
  /** Milliseconds since the epoch. */
  issued: number;
}

/**
 * What a cookie is for: the attempts of a browser at a password (`auth`), its mails with links
 * (`magic-link`), or whether a sign-in is reported to the owner (`sign-in`).
 */
const COOKIES = {
  auth: { name: DEVICE_COOKIE, path: () => deviceCookiePath(getEnv().apiBasePath) },
  'magic-link': { name: LINK_DEVICE_COOKIE, path: () => LINK_DEVICE_PATH },
  'sign-in': { name: RECOGNIZED_COOKIE, path: () => deviceCookiePath(getEnv().apiBasePath) },
} as const;
export type DeviceScope = keyof typeof COOKIES;

const ENTRY = /^([\w-]{22})\.([0-9a-z]{1,10})\.([\w-]{43})$/;
const SEPARATOR = '~';

function signature(account: string, { nonce, issued }: Device): Buffer {
  // Never empty: deploys require the secret.
  const key = deriveKey(getEnv().core.apiKey, 'device cookie, version 1');
  return createHmac('sha256', key).update(`${account} ${nonce} ${issued}`).digest();
}

function entriesIn(event: FunctionEvent, scope: DeviceScope): string[] {
  const value = readCookie(event, COOKIES[scope].name) ?? '';
  return value.split(SEPARATOR, MAX_ACCOUNTS).filter((entry) => ENTRY.test(entry));
}

function deviceIn(entry: string, account: string): Device | undefined {
  const [, nonce = '', issued = '', signed = ''] = ENTRY.exec(entry) ?? [];
  const device = { nonce, issued: parseInt(issued, 36) };
  const isOurs = equalsExpected(Buffer.from(signed, 'base64url'), signature(account, device));
  return isOurs && device.issued > Date.now() - KNOWN_BROWSER_MS ? device : undefined;
}

/** Returns the Set-Cookie lines that make a browser unknown to all accounts. */
export function clearDeviceCookies(): string[] {
  return Object.values(COOKIES).map(({ name, path }) => setCookie(name, '', { path: path(), expires: 0 }));
}

/**
 * Returns the proof that the browser of a request has signed in to an account; undefined if there is none.
 */
export function knownDevice(event: FunctionEvent, account: string, scope: DeviceScope): Device | undefined {
  for (const entry of entriesIn(event, scope)) {
    const device = deviceIn(entry, account);
    if (device !== undefined) return device;
  }
  return undefined;
}

/**
 * Returns the Set-Cookie line for a browser that has just signed in to an account. Its other accounts stay.
 *
 * @see https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
export function deviceCookie(event: FunctionEvent, account: string, scope: DeviceScope): string {
  const device = { nonce: randomBytes(16).toString('base64url'), issued: Date.now() };
  const signed = signature(account, device).toString('base64url');
  const entry = `${device.nonce}.${device.issued.toString(36)}.${signed}`;
  const others = entriesIn(event, scope).filter((one) => deviceIn(one, account) === undefined);
  const { deployed, websiteDomain } = getEnv();
  const { name, path } = COOKIES[scope];
  return setCookie(name, [entry, ...others].slice(0, MAX_ACCOUNTS).join(SEPARATOR), {
    path: path(),
    expires: device.issued + KNOWN_BROWSER_MS,
    httpOnly: true,
    secure: deployed,
    sameSite: deployed && websiteDomain !== undefined ? 'None' : 'Lax',
    raw: true,
  });
}
