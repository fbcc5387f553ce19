import { createPrivateKey, createPublicKey, generateKeyPair, sign, verify } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';

const ALGORITHM = 'RS256';
const DIGEST = 'RSA-SHA256';
const MODULUS_BITS = 2048;

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

/** Generates an RSA-2048 key and returns it as a private JWK, the form in which it is stored. */
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

/** The public key as responses before the JWKS endpoint contain it. */
export const publicKeyText = ({ publicKey }: SigningKey): string =>
  publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

type Encoding = 'base64url' | 'base64';

export const signJwt = (
  key: SigningKey,
  payload: JsonObject,
  extraHeader: { version?: string } = {},
): Promise<string> =>
  signParts(key, { kid: key.id, typ: 'JWT', ...extraHeader, alg: ALGORITHM }, payload, 'base64url');

/** Signs a token of the pre-JWT form: plain base64, no key id. Drivers match its header literally. */
export const signLegacyJwt = (
  key: SigningKey,
  payload: JsonObject,
  { version }: { version: string },
): Promise<string> => signParts(key, { alg: ALGORITHM, typ: 'JWT', version }, payload, 'base64');

/** Signs on the thread pool, because a signature costs as much as the rest of a request. */
function signParts(
  { privateKey }: SigningKey,
  header: JsonObject,
  payload: JsonObject,
  encoding: Encoding,
): Promise<string> {
  const encode = (part: JsonObject) => Buffer.from(JSON.stringify(part)).toString(encoding);
  const signed = `${encode(header)}.${encode(payload)}`;
  return new Promise((resolve, reject) => {
    sign(DIGEST, Buffer.from(signed), privateKey, (error, signature) => {
      if (error) reject(error);
      else resolve(`${signed}.${signature.toString(encoding)}`);
    });
  });
}

/** Whether this key made the signature, whatever algorithm the header names. Does not check the claims. */
export function isSignedBy(token: string, { publicKey }: SigningKey, encoding: Encoding): boolean {
  const dot = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(dot + 1), encoding);
  // Node ignores invalid characters, so different spellings could decode to the same signature.
  if (signature.toString(encoding) !== token.slice(dot + 1)) return false;
  return verify(DIGEST, Buffer.from(token.slice(0, Math.max(dot, 0))), publicKey, signature);
}

export interface DecodedJwt {
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

/** Decodes a JWT without checking its signature. Returns null if it is not a JWT. */
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
