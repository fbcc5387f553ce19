import type { Context } from '../../context.ts';
import { decodeJwt, isSignedBy, signJwt } from '../../crypto/jwt.ts';
import type { DecodedJwt } from '../../crypto/jwt.ts';
import { badRequest } from '../../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Tenant } from '../multitenancy/types.ts';

/** What an access token says about its session, besides the caller's own claims. */
export interface AccessTokenClaims {
  readonly userId: string;
  readonly recipeUserId: string;
  readonly tenantId: string;
  readonly sessionHandle: string;
  readonly refreshTokenHash1: string;
  /** null once the refresh token that came with this token is known to have arrived. */
  readonly parentRefreshTokenHash1: string | null;
  readonly antiCsrfToken: string | null;
  readonly userData: JsonObject;
}

export interface Token {
  readonly token: string;
  readonly expiry: number;
  readonly createdTime: number;
}

/** In the order in which the real core looks for them. */
const PROTECTED_CLAIMS = [
  ...['sub', 'exp', 'iat', 'sessionHandle', 'refreshTokenHash1', 'parentRefreshTokenHash1', 'antiCsrfToken'],
  ...['tId', 'rsub'],
];

const VERSION = '5';

export function refuseProtectedClaims(userData: JsonObject): void {
  if (PROTECTED_CLAIMS.some((claim) => Object.hasOwn(userData, claim)))
    throw badRequest('The user payload contains protected field');
}

/** Times are whole seconds, in the answer too, because they are in the token. */
export async function mintAccessToken(
  { keys, clock }: Pick<Context, 'keys' | 'clock'>,
  tenant: Tenant,
  claims: AccessTokenClaims,
  options: { useStaticKey: boolean; expiresAt?: number },
): Promise<Token> {
  const now = clock.now();
  const iat = Math.floor(now / 1000);
  const exp = Math.floor((options.expiresAt ?? now + tenant.settings.accessTokenValidity) / 1000);
  const key = await keys.current(tenant, options.useStaticKey ? 'static' : 'dynamic');
  const payload = {
    iat,
    exp,
    sub: claims.userId,
    tId: claims.tenantId,
    rsub: claims.recipeUserId,
    sessionHandle: claims.sessionHandle,
    refreshTokenHash1: claims.refreshTokenHash1,
    parentRefreshTokenHash1: claims.parentRefreshTokenHash1,
    antiCsrfToken: claims.antiCsrfToken,
    ...claims.userData,
  };
  return {
    token: await signJwt(key, payload, { version: VERSION }),
    expiry: exp * 1000,
    createdTime: iat * 1000,
  };
}

export type ReadResult =
  { ok: true; claims: AccessTokenClaims; expiresAt: number } | { ok: false; message: string };

/** Reads the claims of a token, whoever signed it. */
export function readClaims({ payload }: DecodedJwt): ReadResult {
  const missing = PROTECTED_CLAIMS.find((claim) => !Object.hasOwn(payload, claim));
  if (missing !== undefined) return { ok: false, message: `${STRUCTURE_CHANGED} ${missing}` };
  const text = (claim: string) => asText(payload[claim]);
  const textOrNull = (claim: string) => (payload[claim] === null ? null : text(claim));
  const own = Object.entries(payload).filter(([claim]) => !PROTECTED_CLAIMS.includes(claim));
  const claims: AccessTokenClaims = {
    userId: text('sub'),
    recipeUserId: text('rsub'),
    tenantId: text('tId'),
    sessionHandle: text('sessionHandle'),
    refreshTokenHash1: text('refreshTokenHash1'),
    parentRefreshTokenHash1: textOrNull('parentRefreshTokenHash1'),
    antiCsrfToken: textOrNull('antiCsrfToken'),
    userData: Object.fromEntries(own),
  };
  return { ok: true, claims, expiresAt: Number(payload.exp) * 1000 };
}

/** We write texts there; anything else is somebody's own JWT, and matches no session. */
const asText = (claim: Json | undefined): string =>
  typeof claim === 'string' ? claim : JSON.stringify(claim);

export const STRUCTURE_CHANGED =
  'Access token does not contain all the information. Maybe the structure has changed?';

/** Takes a token apart. What is no JWT at all is a broken request: the real core breaks on it itself. */
export function parseAccessToken(token: string): DecodedJwt | string {
  if (token.split('.').length !== 3) return 'Invalid JWT';
  const jwt = decodeJwt(token);
  if (jwt === null) throw badRequest('Invalid JWT');
  const { typ, alg, kid, version } = jwt.header;
  if (typ !== 'JWT') return 'JWT header mismatch - typ';
  if (alg !== 'RS256') return 'JWT header mismatch - alg';
  if (version !== undefined && version !== VERSION) return 'JWT header mismatch - version';
  return typeof kid === 'string' ? jwt : 'JWT header missing - kid';
}

/** Checks form, signature, claims and expiry; a failure says why the token is not good any more. */
export async function verifyAccessToken(
  { keys, clock }: Pick<Context, 'keys' | 'clock'>,
  tenant: Tenant,
  token: string,
): Promise<ReadResult> {
  const jwt = parseAccessToken(token);
  if (typeof jwt === 'string') return { ok: false, message: jwt };
  const { keys: published } = await keys.published(tenant);
  const key = published.find(({ id }) => id === jwt.header.kid);
  if (key === undefined) return { ok: false, message: 'Key not found' };
  if (!isSignedBy(token, key)) return { ok: false, message: 'JWT verification failed' };
  const read = readClaims(jwt);
  return read.ok && read.expiresAt < clock.now() ? { ok: false, message: 'Access token expired' } : read;
}
