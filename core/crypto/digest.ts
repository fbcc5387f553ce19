import { createHash, createHmac, randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

export const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export const hmacSha256 = (key: Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

export const uuid = (): string => randomUUID();

/** Unguessable text of `bytes` random bytes, safe in a URL. */
export const randomToken = (bytes: number): string => randomBytes(bytes).toString('base64url');

export const randomKey = (bytes: number): Buffer => randomBytes(bytes);

/** A number for people to type. */
export const randomDigits = (count: number): string => String(randomInt(10 ** count)).padStart(count, '0');

/** Compares secrets without telling by the time it takes where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()];
  return timingSafeEqual(left, right);
}
