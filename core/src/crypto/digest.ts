import { createHmac, hash, randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';

export const sha256Hex = (text: string): string => hash('sha256', text);

export const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');

export const hmacSha256 = (key: Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

export const uuid = (): string => randomUUID();

/** Returns a URL-safe token of `bytes` random bytes. */
export const randomToken = (bytes: number): string => randomBytes(bytes).toString('base64url');

export const randomKey = (bytes: number): Buffer => randomBytes(bytes);

/** Returns a random code of `count` decimal digits. */
export const randomDigits = (count: number): string => String(randomInt(10 ** count)).padStart(count, '0');

/** Compares two secrets in constant time. */
export function secretsEqual(a: string, b: string): boolean {
  const [left, right] = [hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer')];
  return timingSafeEqual(left, right);
}
