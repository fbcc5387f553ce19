import type { Context } from '../../context.ts';
import { decodeJwt, isSignedBy, signJwt, signLegacyJwt } from '../../crypto/jwt.ts';
import type { SigningKey } from '../../crypto/jwt.ts';
import { badRequest } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Tenant } from '../multitenancy/types.ts';
import {
  fromPayload,
  hasProtectedClaims,
  isPlainJwt,
  missingClaim,
  timesIn,
  toPayload,
} from './accessTokenForms.ts';
import type { AccessTokenClaims, TokenTimes, TokenVersion } from './accessTokenForms.ts';

export interface Token extends TokenTimes {
  readonly token: string;
}

export const PROTECTED_CLAIM = 'The user payload contains protected field';

/** Whether custom claims may have these names. Forms that nest the custom claims allow any name. */
export const canCarry = (version: TokenVersion, userData: JsonObject): boolean =>
  !isPlainJwt(version) || !hasProtectedClaims(userData, version);

export function refuseProtectedClaims(userData: JsonObject, version: TokenVersion): void {
  if (hasProtectedClaims(userData, version)) throw badRequest(PROTECTED_CLAIM);
}

/** Signs an access token. Throws 400 if a custom claim has the name of a protected one. */
export async function mintAccessToken(
  { keys, clock }: Pick<Context, 'keys' | 'clock'>,
  tenant: Tenant,
  claims: AccessTokenClaims,
  options: { useStaticKey: boolean; expiresAt?: number },
): Promise<Token> {
  const { version, userData } = claims;
  if (!canCarry(version, userData)) throw badRequest(PROTECTED_CLAIM);
  const createdTime = clock.now();
  const expiry = options.expiresAt ?? createdTime + tenant.settings.accessTokenValidity;
  const times = timesIn(version, { createdTime, expiry });
  const key = await keys.current(tenant, options.useStaticKey ? 'static' : 'dynamic');
  const payload = toPayload(claims, times);
  const header = { version: String(version) };
  const token = await (isPlainJwt(version)
    ? signJwt(key, payload, header)
    : signLegacyJwt(key, payload, header));
  return { token, ...times };
}

export type ReadResult =
  { ok: true; claims: AccessTokenClaims; expiresAt: number } | { ok: false; message: string };

export const STRUCTURE_CHANGED =
  'Access token does not contain all the information. Maybe the structure has changed?';

interface ParsedToken {
  readonly version: TokenVersion;
  readonly payload: JsonObject;
  /** null in the form without key id. */
  readonly keyId: string | null;
}

/** Reads the claims of a token without checking its signature. */
export function readClaims({ payload, version }: ParsedToken): ReadResult {
  const missing = missingClaim(payload, version);
  if (missing !== undefined) return { ok: false, message: `${STRUCTURE_CHANGED} ${missing}` };
  return { ok: true, ...fromPayload(payload, version) };
}

/** A JWT without a version, made by the app itself, is read as the newest form. */
const VERSIONS = new Map<unknown, TokenVersion>([
  [undefined, 5],
  ['3', 3],
  ['4', 4],
  ['5', 5],
]);

/** Parses a token. A text that is not a JWT is a bad request (the real core answers 500). */
export function parseAccessToken(token: string): ParsedToken | string {
  if (token.split('.').length !== 3) return 'Invalid JWT';
  const jwt = decodeJwt(token);
  if (jwt === null) throw badRequest('Invalid JWT');
  const { header, payload } = jwt;
  const { typ, alg, kid } = header;
  if (typ !== 'JWT') return 'JWT header mismatch - typ';
  if (alg !== 'RS256') return 'JWT header mismatch - alg';
  if (kid === undefined && header.version === '2') return { payload, version: 2, keyId: null };
  const version = VERSIONS.get(header.version);
  if (version === undefined) return 'JWT header mismatch - version';
  return typeof kid === 'string' ? { payload, version, keyId: kid } : 'JWT header missing - kid';
}

/** Verifies form, signature, claims and expiry. On failure returns the reason. */
export async function verifyAccessToken(
  { keys, clock }: Pick<Context, 'keys' | 'clock'>,
  tenant: Tenant,
  token: string,
): Promise<ReadResult> {
  const parsed = parseAccessToken(token);
  if (typeof parsed === 'string') return { ok: false, message: parsed };
  const { keys: published } = await keys.published(tenant);
  const failure = checkSignature(token, parsed, published);
  if (failure !== null) return { ok: false, message: failure };
  const read = readClaims(parsed);
  return read.ok && read.expiresAt < clock.now() ? { ok: false, message: 'Access token expired' } : read;
}

/** Checks the signature with the key that the token names, or with all keys if it names none. */
function checkSignature(
  token: string,
  { keyId }: ParsedToken,
  published: readonly SigningKey[],
): string | null {
  const candidates = keyId === null ? published : published.filter(({ id }) => id === keyId);
  if (candidates.length === 0) return 'Key not found';
  const encoding = keyId === null ? 'base64' : 'base64url';
  return candidates.some((key) => isSignedBy(token, key, encoding)) ? null : 'JWT verification failed';
}
