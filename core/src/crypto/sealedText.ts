import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A key for each text. The real core stretches its master key, which has no need of it: it is random. Handed over as a
 * key object, because Node takes half the time of sealing to find out that a buffer is none.
 */
const keyFor = (masterKey: string, iv: Buffer): KeyObject =>
  createSecretKey(createHmac('sha256', masterKey).update(iv).digest());

/** Encrypts text so that only the holder of the master key reads or alters it: base64(iv ‖ AES-256-GCM). */
export function seal(text: string, masterKey: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(masterKey, iv), iv);
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64');
}

/** The text that was sealed, or null for anything that `seal` did not make with this key. */
export function unseal(sealed: string, masterKey: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  // Node reads past what is no base64: a text has one spelling.
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
