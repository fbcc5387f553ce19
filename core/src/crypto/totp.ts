import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const DIGITS = 6;

/** ASCII digits only: the library fails on other digits. */
const CODE = /^[0-9]{6}$/;

/**
 * The parameters that authenticator and core share. Codes have six digits and use SHA-1, which all
 * authenticators support.
 */
export interface TotpKey {
  /** Base32. */
  readonly secret: string;
  /** Seconds for which a code is valid. */
  readonly period: number;
  /** Number of periods that the authenticator's clock may deviate in either direction. */
  readonly skew: number;
}

/** Returns a random secret of 160 bits in base32. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** Whether the code is valid at `now` (milliseconds) within the skew. */
export function isTotpCode({ secret, period, skew }: TotpKey, code: string, now: number): boolean {
  if (!CODE.test(code)) return false;
  const key = readSecret(secret);
  // The real core fails on an empty secret. No authenticator has one.
  if (key.bytes.length === 0) return false;
  const totp = new TOTP({ secret: key, algorithm: 'SHA1', digits: DIGITS, period });
  return totp.validate({ token: code, timestamp: now, window: skew }) !== null;
}

/** Decodes base32 as leniently as the real core: stops at the padding and skips invalid characters. */
function readSecret(text: string): Secret {
  const [unpadded = ''] = text.split('=');
  return Secret.fromBase32(unpadded.replace(/[^A-Za-z2-7]/g, ''));
}
