import { createPrivateKey, createPublicKey, generateKeyPair, sign, verify } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';

const ALGORITHM = 'RS256';
const DIGEST = 'RSA-SHA256';
const MODULUS_BITS = 2048;

/** An RSA key pair in memory. */
export interface SigningKey {
  readonly id: string;
  readonly createdAt: number;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly publicJwk: PublicJwk;
}

export interface PublicJwk {
  readonly kty: 'RSA';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
  readonly alg: typeof ALGORITHM;
  readonly use: 'sig';
}

/** Makes an RSA-2048 key, as the text that is stored: a private JWK. */
export function generateRsaKey(): Promise<string> {
  return new Promise((resolve, reject) => {
    generateKeyPair('rsa', { modulusLength: MODULUS_BITS }, (error, _, privateKey) => {
      if (error) reject(error);
      else resolve(JSON.stringify(privateKey.export({ format: 'jwk' })));
    });
  });
}

export function loadRsaKey(id: string, createdAt: number, stored: string): SigningKey {
  const jwk = JSON.parse(stored) as JsonWebKey & { n: string; e: string };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    id,
    createdAt,
    privateKey,
    publicKey: createPublicKey(privateKey),
    publicJwk: { kty: 'RSA', kid: id, n: jwk.n, e: jwk.e, alg: ALGORITHM, use: 'sig' },
  };
}

/** Signs on the thread pool: a signature costs as much as all the rest of a request. */
export function signJwt(
  { id, privateKey }: SigningKey,
  payload: JsonObject,
  extraHeader: { version?: string } = {},
): Promise<string> {
  const header = { kid: id, typ: 'JWT', ...extraHeader, alg: ALGORITHM };
  const signed = `${encode(header)}.${encode(payload)}`;
  return new Promise((resolve, reject) => {
    sign(DIGEST, Buffer.from(signed), privateKey, (error, signature) => {
      if (error) reject(error);
      else resolve(`${signed}.${signature.toString('base64url')}`);
    });
  });
}

const encode = (part: JsonObject): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** True when the signature is this key's, whatever algorithm the header names. Claims are the caller's business. */
export function isSignedBy(token: string, { publicKey }: SigningKey): boolean {
  const dot = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(dot + 1), 'base64url');
  // Node reads past what is no base64url: a token has one spelling.
  if (signature.toString('base64url') !== token.slice(dot + 1)) return false;
  return verify(DIGEST, Buffer.from(token.slice(0, Math.max(dot, 0))), publicKey, signature);
}

export interface DecodedJwt {
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

/** Reads a JWT without checking its signature; null when it is none. */
export function decodeJwt(token: string): DecodedJwt | null {
  const [header, payload] = token.split('.', 2).map(decode);
  return isJsonObject(header) && isJsonObject(payload) ? { header, payload } : null;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
