import { hkdfSync, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;

/**
 * Derives a key for one purpose from a secret that all instances share (RFC 5869).
 *
 * @param purpose names what the key is for, with a version
 */
export function deriveKey(secret: string, purpose: string, bytes = KEY_BYTES): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes));
}

/** Compares what a client sent with what is expected, in a time that does not tell how much is right. */
export function equalsExpected(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
