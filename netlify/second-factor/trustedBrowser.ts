import { DAY_MS } from '../../config/durations.ts';
import { TRUST_COOKIE, TRUST_DAYS } from '../../config/session/sessionCookies.ts';
import { setHiddenCookie } from '../../config/session/setCookie.ts';
import { readCookie } from '../platform/http/cookies.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { createRandomToken, isRandomToken } from '../platform/randomToken.ts';
import { tokenHash } from './hashes.ts';

const MAX_AGE_MS = TRUST_DAYS * DAY_MS;

/** Maximum number of accounts per browser, most recent first. */
const MAX_ACCOUNTS = 5;
const SEPARATOR = '~';

const tokensIn = (event: FunctionEvent): string[] =>
  (readCookie(event, TRUST_COOKIE) ?? '').split(SEPARATOR, MAX_ACCOUNTS).filter(isRandomToken);

/** Hashes of the tokens by which accounts trust the browser of a request. */
export const trustHashes = (event: FunctionEvent): string[] => tokensIn(event).map(tokenHash);

/** Trust in a browser that begins now. */
interface NewTrust {
  /** Hash of the token, for the database. */
  hash: string;
  trustedAt: Date;
  expiresAt: Date;
  /** The Set-Cookie line with the token. The browser's other accounts stay. */
  cookie: string;
}

/** Creates a token by which an account trusts the browser of a request. */
export function createTrust(event: FunctionEvent): NewTrust {
  const token = createRandomToken();
  const now = Date.now();
  const expires = now + MAX_AGE_MS;
  const value = [token, ...tokensIn(event)].slice(0, MAX_ACCOUNTS).join(SEPARATOR);
  const cookie = setHiddenCookie(TRUST_COOKIE, value, { path: '/', expires, raw: true });
  return { hash: tokenHash(token), trustedAt: new Date(now), expiresAt: new Date(expires), cookie };
}
