import {
  CompactSign,
  compactVerify,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';

const ALGORITHM = 'RS256';

/** An RSA key pair in memory. `privateJwk` is what is stored. */
export interface SigningKey {
  readonly id: string;
  readonly createdAt: number;
  readonly privateKey: CryptoKey;
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

/** Makes an RSA-2048 key, as the text that is stored. */
export async function generateRsaKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}

export async function loadRsaKey(id: string, createdAt: number, stored: string): Promise<SigningKey> {
  const jwk = JSON.parse(stored) as JWK & { n: string; e: string };
  const privateKey = (await importJWK(jwk, ALGORITHM)) as CryptoKey;
  return {
    id,
    createdAt,
    privateKey,
    publicJwk: { kty: 'RSA', kid: id, n: jwk.n, e: jwk.e, alg: ALGORITHM, use: 'sig' },
  };
}

export function signJwt(
  key: SigningKey,
  payload: JsonObject,
  extraHeader: { version?: string } = {},
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ kid: key.id, typ: 'JWT', ...extraHeader, alg: ALGORITHM })
    .sign(key.privateKey);
}

/** True when the signature is this key's. Claims are the caller's business. */
export async function isSignedBy(token: string, key: SigningKey): Promise<boolean> {
  try {
    await compactVerify(token, key.publicJwk, { algorithms: [ALGORITHM] });
    return true;
  } catch {
    return false;
  }
}

export interface DecodedJwt {
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

/** Reads a JWT without checking its signature; null when it is none. */
export function decodeJwt(token: string): DecodedJwt | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const header = decodeProtectedHeader(token) as JsonObject;
    return isJsonObject(payload) ? { header, payload } : null;
  } catch {
    return null;
  }
}
