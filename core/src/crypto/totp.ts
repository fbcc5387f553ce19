import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const DIGITS = 6;

/** The library compares bytes, and breaks on other digits than these. */
const CODE = /^[0-9]{6}$/;

/** What an authenticator and the core share. Codes are of six digits and made with SHA-1, as all authenticators can. */
export interface TotpKey {
  /** Base32, as people type it. */
  readonly secret: string;
  /** Seconds for which a code is shown. */
  readonly period: number;
  /** How many periods an authenticator's clock may be off, either way. */
  readonly skew: number;
}

/** A new secret of 160 bits, in base32. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** Whether an authenticator with this key shows the code now, give or take the skew. `now` is in milliseconds. */
export function isTotpCode({ secret, period, skew }: TotpKey, code: string, now: number): boolean {
  if (!CODE.test(code)) return false;
  const key = readSecret(secret);
  // The real core breaks on a secret with nothing in it. No authenticator has one.
  if (key.bytes.length === 0) return false;
  const totp = new TOTP({ secret: key, algorithm: 'SHA1', digits: DIGITS, period });
  return totp.validate({ token: code, timestamp: now, window: skew }) !== null;
}

/** Reads base32 as leniently as the real core: up to the padding, past everything that is none. */
function readSecret(text: string): Secret {
  const [unpadded = ''] = text.split('=');
  return Secret.fromBase32(unpadded.replace(/[^A-Za-z2-7]/g, ''));
}
