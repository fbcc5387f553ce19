import { Secret, TOTP } from 'otpauth';
import { readEnteredCode } from '../platform/enteredCode.ts';

/** Bytes of a secret, the length that RFC 4226, section 4 recommends. */
const SECRET_BYTES = 20;

const PERIOD_SECONDS = 30;
const DIGITS = 6;

/** Steps before and after the current one whose codes are accepted: clocks differ, and users type slowly. */
const WINDOW = 1;

const ONE_TIME_CODE = new RegExp(`^\\d{${DIGITS}}$`);

/** Returns the code that the user has entered; undefined if it cannot be one. */
export function toOneTimeCode(entered: string): string | undefined {
  const code = readEnteredCode(entered);
  return ONE_TIME_CODE.test(code) ? code : undefined;
}

const toSecret = (bytes: Uint8Array): Secret => new Secret({ buffer: new Uint8Array(bytes).buffer });

/** All authenticator apps support these settings, and many ignore others. */
const SETTINGS = { algorithm: 'SHA1', digits: DIGITS, period: PERIOD_SECONDS };

/** Creates a secret for an authenticator app. */
export const createSecret = (): Uint8Array => new Secret({ size: SECRET_BYTES }).bytes;

/** A secret as users bring it into their app. */
export interface AppSecret {
  /** In base32. */
  secret: string;
  /** For a QR code. */
  uri: string;
}

/**
 * Returns a secret in the formats of authenticator apps.
 *
 * @param issuer name of this site
 * @param label the account of the user, for example the email address
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function toAppSecret(secret: Uint8Array, issuer: string, label: string): AppSecret {
  const totp = new TOTP({ ...SETTINGS, issuer, label, secret: toSecret(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/**
 * Returns the time step that a code belongs to (RFC 6238, section 4.2): the current one, the one before or
 * the one after; undefined if it belongs to none of them.
 */
export function stepOf(secret: Uint8Array, code: string): number | undefined {
  const now = Date.now();
  const asked = { token: code, secret: toSecret(secret), timestamp: now, window: WINDOW };
  const delta = TOTP.validate({ ...SETTINGS, ...asked });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}
