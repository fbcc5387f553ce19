import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import type { Json, JsonObject } from '../../json.ts';
import { isJsonObject } from '../../json.ts';
import { PUBLIC } from '../multitenancy/names.ts';

/** Versions of the access token format. A session keeps its version until it is refreshed. */
export type TokenVersion = 2 | 3 | 4 | 5;

/** The claims of an access token about its session, without custom claims. */
export interface AccessTokenClaims {
  readonly version: TokenVersion;
  readonly userId: string;
  readonly recipeUserId: string;
  readonly tenantId: string;
  readonly sessionHandle: string;
  readonly refreshTokenHash1: string;
  /** null once the refresh token issued with this token has been used. */
  readonly parentRefreshTokenHash1: string | null;
  readonly antiCsrfToken: string | null;
  readonly userData: JsonObject;
}

/** Times in milliseconds. */
export interface TokenTimes {
  readonly createdTime: number;
  readonly expiry: number;
}

/** The format that callers of this CDI version expect. */
export function tokenVersionFor(cdiVersion: CdiVersion): TokenVersion {
  if (isAtLeast(cdiVersion, '4.0')) return 5;
  if (isAtLeast(cdiVersion, '3.0')) return 4;
  return isAtLeast(cdiVersion, '2.21') ? 3 : 2;
}

/** Since version 3 tokens are standard JWTs: they have a key id, and custom claims at the top level. */
export const isPlainJwt = (version: TokenVersion): boolean => version >= 3;

const CLAIMS_3 = [
  ...['sub', 'exp', 'iat', 'sessionHandle', 'refreshTokenHash1', 'parentRefreshTokenHash1', 'antiCsrfToken'],
];

/** The core's own claims, in the real core's order. */
const PROTECTED_CLAIMS: Record<TokenVersion, readonly string[]> = {
  2: ['userId', 'expiryTime', 'timeCreated', 'sessionHandle', 'refreshTokenHash1'],
  3: CLAIMS_3,
  4: [...CLAIMS_3, 'tId'],
  5: [...CLAIMS_3, 'tId', 'rsub'],
};

export const hasProtectedClaims = (userData: JsonObject, version: TokenVersion): boolean =>
  PROTECTED_CLAIMS[version].some((claim) => Object.hasOwn(userData, claim));

/** Rounds times down to seconds for formats that store seconds; responses contain the rounded times. */
export const timesIn = (version: TokenVersion, { createdTime, expiry }: TokenTimes): TokenTimes =>
  isPlainJwt(version)
    ? { createdTime: wholeSeconds(createdTime), expiry: wholeSeconds(expiry) }
    : { createdTime, expiry };

const wholeSeconds = (milliseconds: number): number => milliseconds - (milliseconds % 1000);

export const toPayload = (claims: AccessTokenClaims, times: TokenTimes): JsonObject =>
  isPlainJwt(claims.version) ? toPlainPayload(claims, times) : toLegacyPayload(claims, times);

function toPlainPayload(claims: AccessTokenClaims, { createdTime, expiry }: TokenTimes): JsonObject {
  return {
    iat: createdTime / 1000,
    exp: expiry / 1000,
    sub: claims.userId,
    ...(claims.version >= 4 && { tId: claims.tenantId }),
    ...(claims.version >= 5 && { rsub: claims.recipeUserId }),
    sessionHandle: claims.sessionHandle,
    refreshTokenHash1: claims.refreshTokenHash1,
    parentRefreshTokenHash1: claims.parentRefreshTokenHash1,
    antiCsrfToken: claims.antiCsrfToken,
    ...claims.userData,
  };
}

function toLegacyPayload(claims: AccessTokenClaims, { createdTime, expiry }: TokenTimes): JsonObject {
  const { parentRefreshTokenHash1, antiCsrfToken } = claims;
  return {
    userId: claims.userId,
    expiryTime: expiry,
    timeCreated: createdTime,
    sessionHandle: claims.sessionHandle,
    refreshTokenHash1: claims.refreshTokenHash1,
    ...(parentRefreshTokenHash1 !== null && { parentRefreshTokenHash1 }),
    ...(antiCsrfToken !== null && { antiCsrfToken }),
    userData: claims.userData,
  };
}

/** Returns the first missing claim of a payload, or undefined. */
export function missingClaim(payload: JsonObject, version: TokenVersion): string | undefined {
  const missing = PROTECTED_CLAIMS[version].find((claim) => !Object.hasOwn(payload, claim));
  return missing ?? (isPlainJwt(version) || isJsonObject(payload.userData) ? undefined : 'userData');
}

/** Reads a complete payload. */
export function fromPayload(
  payload: JsonObject,
  version: TokenVersion,
): { claims: AccessTokenClaims; expiresAt: number } {
  const isPlain = isPlainJwt(version);
  const textOrNull = (claim: string) => ((payload[claim] ?? null) === null ? null : asText(payload[claim]));
  const userId = asText(isPlain ? payload.sub : payload.userId);
  const claims: AccessTokenClaims = {
    version,
    userId,
    recipeUserId: version >= 5 ? asText(payload.rsub) : userId,
    tenantId: version >= 4 ? asText(payload.tId) : PUBLIC,
    sessionHandle: asText(payload.sessionHandle),
    refreshTokenHash1: asText(payload.refreshTokenHash1),
    parentRefreshTokenHash1: textOrNull('parentRefreshTokenHash1'),
    antiCsrfToken: textOrNull('antiCsrfToken'),
    userData: isPlain ? ownClaims(payload, version) : (payload.userData as JsonObject),
  };
  return { claims, expiresAt: isPlain ? Number(payload.exp) * 1000 : Number(payload.expiryTime) };
}

/**
 * Returns the custom claims. Claims that a format does not define, such as the tenant in older ones, are
 * custom claims.
 */
const ownClaims = (payload: JsonObject, version: TokenVersion): JsonObject =>
  Object.fromEntries(Object.entries(payload).filter(([claim]) => !PROTECTED_CLAIMS[version].includes(claim)));

/**
 * The core writes texts there. Other values come from JWTs that the app made itself, and match no session.
 */
const asText = (claim: Json | undefined): string =>
  typeof claim === 'string' ? claim : JSON.stringify(claim);
