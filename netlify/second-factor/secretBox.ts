import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { getEnv } from '../../config/env/env.ts';
import { deriveKey } from '../platform/keys.ts';

/** An encrypted secret, as the database stores it. */
export interface SealedSecret {
  /** Identifies the key without revealing it. */
  keyId: string;
  /** Nonce, ciphertext and tag, in base64url. */
  secret: string;
}

/**
 * No key of this installation opens a secret: SECOND_FACTOR_KEY was replaced without SECOND_FACTOR_OLD_KEY.
 */
export class UnknownKey extends Error {
  override readonly name = 'UnknownKey';
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  id: string;
  bytes: Buffer;
}

const toKey = (key: string): Key => ({
  id: deriveKey(key, 'second factor, key id, version 1', 8).toString('hex'),
  bytes: deriveKey(key, 'second factor, encryption, version 1'),
});

/** The current key first. */
const keys = (): Key[] => getEnv().secondFactor.keys.map(toKey);

function currentKey(): Key {
  const [current] = keys();
  if (current === undefined) throw new UnknownKey('there is no key');
  return current;
}

/** Whether a secret is encrypted with an earlier key than the current one. */
export const isOutdated = ({ keyId }: SealedSecret): boolean => keyId !== currentKey().id;

/**
 * Encrypts a secret for one subject with AES-256-GCM and the current key.
 *
 * @param subject the owner: for another one the secret does not open
 * @see https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf
 */
export function sealSecret(subject: string, secret: Uint8Array): SealedSecret {
  const { id, bytes } = currentKey();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, bytes, nonce).setAAD(Buffer.from(subject));
  const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return { keyId: id, secret: sealed.toString('base64url') };
}

/**
 * Decrypts a secret.
 *
 * @throws UnknownKey if it was encrypted with a key that is not configured
 */
export function openSecret(subject: string, { keyId, secret }: SealedSecret): Buffer {
  const key = keys().find(({ id }) => id === keyId);
  if (key === undefined) throw new UnknownKey(`no key has the id ${keyId}`);
  const sealed = Buffer.from(secret, 'base64url');
  const decipher = createDecipheriv(ALGORITHM, key.bytes, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(subject)).setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
