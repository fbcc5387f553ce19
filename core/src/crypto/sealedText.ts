import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Derives a key per text. The master key is random, so no key stretching is needed. A KeyObject saves the
 * time that Node needs to validate a buffer.
 */
const keyFor = (masterKey: string, iv: Buffer): KeyObject =>
  createSecretKey(createHmac('sha256', masterKey).update(iv).digest());

/** Encrypts and authenticates text with a key derived from the master key: base64(iv ‖ AES-256-GCM). */
export function seal(text: string, masterKey: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(masterKey, iv), iv);
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64');
}

/** Decrypts text from `seal`. Returns null if it was not sealed with this key. */
export function unseal(sealed: string, masterKey: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  // Node ignores invalid characters, so different spellings could decode to the same bytes.
  if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64') !== sealed) return null;
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyFor(masterKey, iv), iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
