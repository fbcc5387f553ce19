import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { badRequest } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Tenant } from '../multitenancy/types.ts';
import {
  mintAccessToken,
  parseAccessToken,
  readClaims,
  refuseProtectedClaims,
  STRUCTURE_CHANGED,
  verifyAccessToken,
} from './accessToken.ts';
import type { Token } from './accessToken.ts';
import type { AccessTokenClaims } from './accessTokenForms.ts';
import { hash1 } from './refreshToken.ts';
import { existingTenant } from './session.ts';
import { findSession, saveDataInJwt, saveRefreshToken } from './store.ts';
import type { Session } from './types.ts';

export interface VerifyRequest {
  readonly accessToken: string;
  readonly antiCsrfToken: string | null;
  readonly enableAntiCsrf: boolean;
  readonly doAntiCsrfCheck: boolean;
  readonly checkDatabase: boolean;
}

type VerifiedSession = Pick<Session, 'handle' | 'userId' | 'recipeUserId' | 'userDataInJWT' | 'tenantId'>;

export type VerifyResult =
  | { status: 'OK'; session: VerifiedSession; accessToken?: Token }
  | { status: 'UNAUTHORISED' | 'TRY_REFRESH_TOKEN'; message: string };

type Services = Pick<Context, 'db' | 'clock' | 'keys' | 'tenants'>;

export async function verifySession(
  services: Services,
  app: Tenant,
  request: VerifyRequest,
): Promise<VerifyResult> {
  const token = await verifyAccessToken(services, app, request.accessToken);
  if (!token.ok) return { status: 'TRY_REFRESH_TOKEN', message: token.message };
  const { claims } = token;
  const checksAntiCsrf = request.enableAntiCsrf && request.doAntiCsrfCheck;
  if (checksAntiCsrf && claims.antiCsrfToken === null)
    return { status: 'TRY_REFRESH_TOKEN', message: STRUCTURE_CHANGED };
  const tenant = existingTenant(services, app.appId, claims.tenantId);
  if (checksAntiCsrf && claims.antiCsrfToken !== request.antiCsrfToken)
    return { status: 'TRY_REFRESH_TOKEN', message: 'anti-csrf check failed' };
  const outcome = await lookUp(services, tenant, claims, request.checkDatabase);
  if ('status' in outcome) return outcome;
  const session = toSession(claims, outcome.userData);
  if (outcome.useStaticKey === null) return { status: 'OK', session };
  const next = { ...claims, parentRefreshTokenHash1: null, userData: outcome.userData };
  const accessToken = await mintAccessToken(services, tenant, next, { useStaticKey: outcome.useStaticKey });
  return { status: 'OK', session, accessToken };
}

interface LookedUp {
  readonly userData: JsonObject;
  /** The kind of key for a new access token; null if none is due. */
  readonly useStaticKey: boolean | null;
}

type Unauthorised = Extract<VerifyResult, { message: string }>;

/** Reads the database only if requested, or if the token shows that its refresh token has arrived. */
async function lookUp(
  { db, clock }: Services,
  tenant: Tenant,
  claims: AccessTokenClaims,
  checkDatabase: boolean,
): Promise<LookedUp | Unauthorised> {
  if (!checkDatabase && claims.parentRefreshTokenHash1 === null)
    return { userData: claims.userData, useStaticKey: null };
  return db.write((tx) => {
    const session = findSession(tx, tenant.appId, claims.sessionHandle);
    if (session === null)
      return {
        status: 'UNAUTHORISED',
        message: checkDatabase
          ? 'Either the session has ended or has been blacklisted'
          : 'Session missing in db',
      };
    const hasNewData = checkDatabase && !isDeepStrictEqual(claims.userData, session.userDataInJWT);
    const isOfCurrentToken = session.refreshTokenHash2 === hash1(claims.refreshTokenHash1);
    const needsToken = claims.parentRefreshTokenHash1 !== null && isOfCurrentToken;
    return promote(tx, tenant, session, claims, clock.now()) || needsToken || hasNewData
      ? { userData: session.userDataInJWT, useStaticKey: session.usesStaticKey }
      : { userData: claims.userData, useStaticKey: null };
  });
}

/** The client has the new refresh token: it replaces its parent, if that is still the current one. */
function promote(
  tx: Tx,
  { appId, settings }: Tenant,
  session: Session,
  { parentRefreshTokenHash1, refreshTokenHash1 }: AccessTokenClaims,
  now: number,
): boolean {
  if (parentRefreshTokenHash1 === null || session.refreshTokenHash2 !== hash1(parentRefreshTokenHash1))
    return false;
  saveRefreshToken(tx, appId, {
    handle: session.handle,
    refreshTokenHash2: hash1(refreshTokenHash1),
    expiresAt: now + settings.refreshTokenValidity,
    usesStaticKey: session.usesStaticKey,
  });
  return true;
}

export interface RegenerateRequest {
  readonly accessToken: string;
  /** null for the session's claims. */
  readonly userDataInJWT: JsonObject | null;
  /** Whether protected names are allowed, where the token format can carry them. */
  readonly anyClaims: boolean;
}

export type RegenerateResult =
  | { status: 'OK'; session: VerifiedSession; accessToken?: Token }
  | { status: 'UNAUTHORISED'; message: string };

/**
 * Replaces the claims of a session and returns a new access token. The SDK has verified the token; if it has
 * expired since, only the session is updated and the next refresh returns the claims.
 */
export async function regenerateSession(
  services: Services,
  app: Tenant,
  { accessToken, userDataInJWT, anyClaims }: RegenerateRequest,
): Promise<RegenerateResult> {
  const parsed = parseAccessToken(accessToken);
  if (typeof parsed === 'string') throw badRequest(parsed);
  const token = readClaims(parsed);
  if (!token.ok) throw badRequest(token.message);
  const { claims, expiresAt } = token;
  const tenant = existingTenant(services, app.appId, claims.tenantId);
  const now = services.clock.now();

  const session = await services.db.write((tx) => {
    const found = findSession(tx, tenant.appId, claims.sessionHandle);
    if (found === null || found.expiresAt <= now) return null;
    const data = userDataInJWT ?? found.userDataInJWT;
    if (!anyClaims) refuseProtectedClaims(data, claims.version);
    saveDataInJwt(tx, tenant.appId, found.handle, data, now);
    return { ...found, userDataInJWT: data };
  });
  if (session === null) return { status: 'UNAUTHORISED', message: 'Session does not exist.' };
  const answer = { status: 'OK', session: toSession(claims, session.userDataInJWT) } as const;
  if (expiresAt < now) return answer;
  const next = { ...claims, userData: session.userDataInJWT };
  const options = { useStaticKey: session.usesStaticKey, expiresAt };
  return { ...answer, accessToken: await mintAccessToken(services, tenant, next, options) };
}

const toSession = (claims: AccessTokenClaims, userDataInJWT: JsonObject): VerifiedSession => ({
  handle: claims.sessionHandle,
  userId: claims.userId,
  recipeUserId: claims.recipeUserId,
  userDataInJWT,
  tenantId: claims.tenantId,
});
