import { randomToken, sha256Hex, uuid } from '../../crypto/digest.ts';
import { seal, unseal } from '../../crypto/sealedText.ts';
import type { Tx } from '../../db/query.ts';
import { isJsonObject } from '../../json.ts';
import { PUBLIC } from '../multitenancy/names.ts';
import { addRefreshTokenKey, findRefreshTokenKey } from './store.ts';

/**
 * A refresh token is `<sealed payload>.<nonce>.V2`. The payload contains the session handle and the hash of
 * the parent token, so the database stores only the hash of the current token.
 */
export interface RefreshTokenPayload {
  readonly sessionHandle: string;
  readonly userId: string;
  readonly parentRefreshTokenHash1: string | null;
  readonly antiCsrfToken: string | null;
  readonly tenantId: string;
}

const TYPE = 'V2';
const KEY_BYTES = 64;

/** Returns the app's key for sealing refresh tokens, created on first use. */
export function refreshTokenKeyOf(tx: Tx, appId: string): string {
  const known = findRefreshTokenKey(tx, appId);
  if (known !== null) return known;
  const key = randomToken(KEY_BYTES);
  addRefreshTokenKey(tx, appId, key);
  return key;
}

export function writeRefreshToken(payload: RefreshTokenPayload, key: string): string {
  const nonce = sha256Hex(uuid());
  const tenantId = payload.tenantId === PUBLIC ? null : payload.tenantId;
  return `${seal(JSON.stringify({ ...payload, nonce, tenantId }), key)}.${nonce}.${TYPE}`;
}

/** Reads a refresh token. Returns null if this core did not create it. */
export function readRefreshToken(token: string, key: string): RefreshTokenPayload | null {
  const [sealed, nonce, type, ...rest] = token.split('.');
  if (sealed === undefined || type !== TYPE || rest.length > 0) return null;
  const text = unseal(sealed, key);
  const payload: unknown = text === null ? null : JSON.parse(text);
  if (!isJsonObject(payload) || payload.nonce !== nonce) return null;
  const textOrNull = (name: string) => (typeof payload[name] === 'string' ? payload[name] : null);
  const [sessionHandle, userId] = [textOrNull('sessionHandle'), textOrNull('userId')];
  if (sessionHandle === null || userId === null) return null;
  return {
    sessionHandle,
    userId,
    parentRefreshTokenHash1: textOrNull('parentRefreshTokenHash1'),
    antiCsrfToken: textOrNull('antiCsrfToken'),
    tenantId: textOrNull('tenantId') ?? PUBLIC,
  };
}

/** The hash of a refresh token that tokens contain. */
export const hash1 = sha256Hex;

/** The hash of a refresh token that the database stores. */
export const hash2 = (token: string): string => sha256Hex(sha256Hex(token));
