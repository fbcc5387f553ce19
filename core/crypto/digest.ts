import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

export const uuid = (): string => randomUUID();

/** Unguessable text of `bytes` random bytes, safe in a URL. */
export const randomToken = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** Compares secrets without telling by the time it takes where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()];
  return timingSafeEqual(left, right);
}
