import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { Tx } from '../../db/query.ts';
import { markActive } from '../activeusers/activeusers.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findMappedId } from '../users/store.ts';
import { canCarry, mintAccessToken, PROTECTED_CLAIM } from './accessToken.ts';
import type { TokenVersion } from './accessTokenForms.ts';
import { hash1, hash2, readRefreshToken, refreshTokenKeyOf, writeRefreshToken } from './refreshToken.ts';
import type { RefreshTokenPayload } from './refreshToken.ts';
import { existingTenant } from './session.ts';
import type { SessionTokens } from './session.ts';
import { findSession, saveRefreshToken } from './store.ts';
import type { Session } from './types.ts';

export interface RefreshRequest {
  readonly refreshToken: string;
  readonly antiCsrfToken: string | null;
  readonly enableAntiCsrf: boolean;
  /** null for the session's kind of key. */
  readonly useStaticKey: boolean | null;
  /** The format of the new access token, independent of the old one's. */
  readonly tokenVersion: TokenVersion;
}

export type RefreshResult =
  | ({ status: 'OK' } & SessionTokens)
  | { status: 'UNAUTHORISED'; message: string }
  | { status: 'TOKEN_THEFT_DETECTED'; session: Pick<Session, 'handle' | 'userId' | 'recipeUserId'> };

interface Rotated {
  readonly session: Session;
  readonly tenant: Tenant;
  readonly child: string;
  readonly useStaticKey: boolean;
  readonly antiCsrfToken: string | null;
  readonly now: number;
}

type Services = Pick<Context, 'db' | 'clock' | 'keys' | 'tenants'>;

/** Exchanges a refresh token for new tokens. Lookup, theft detection and rotation share one transaction. */
export async function refreshSession(
  services: Services,
  appId: string,
  request: RefreshRequest,
): Promise<RefreshResult> {
  const outcome = await services.db.write((tx) => rotate(tx, services, appId, request));
  if ('status' in outcome) return outcome;
  const { session, tenant, child, antiCsrfToken, now } = outcome;
  const claims = {
    ...session,
    version: request.tokenVersion,
    sessionHandle: session.handle,
    refreshTokenHash1: hash1(child),
    parentRefreshTokenHash1: hash1(request.refreshToken),
    antiCsrfToken,
    userData: session.userDataInJWT,
  };
  return {
    status: 'OK',
    session,
    accessToken: await mintAccessToken(services, tenant, claims, outcome),
    refreshToken: { token: child, expiry: now + tenant.settings.refreshTokenValidity, createdTime: now },
    antiCsrfToken,
  };
}

function rotate(
  tx: Tx,
  services: Services,
  appId: string,
  request: RefreshRequest,
): Rotated | Exclude<RefreshResult, { status: 'OK' }> {
  const key = refreshTokenKeyOf(tx, appId);
  const token = readRefreshToken(request.refreshToken, key);
  if (token === null) return { status: 'UNAUTHORISED', message: 'Invalid refresh token' };
  if (request.enableAntiCsrf && token.antiCsrfToken !== null && token.antiCsrfToken !== request.antiCsrfToken)
    return { status: 'UNAUTHORISED', message: 'Anti CSRF token missing, or not matching' };

  const tenant = existingTenant(services, appId, token.tenantId);
  const now = services.clock.now();
  const session = findSession(tx, appId, token.sessionHandle);
  if (session === null || session.expiresAt < now)
    return { status: 'UNAUTHORISED', message: 'Session missing in db or has expired' };
  const useStaticKey = request.useStaticKey ?? session.usesStaticKey;
  if (!promote(tx, tenant, session, { ...request, useStaticKey }, token, now)) {
    const { handle, userId, recipeUserId } = session;
    return { status: 'TOKEN_THEFT_DETECTED', session: { handle, userId, recipeUserId } };
  }

  if (!canCarry(request.tokenVersion, session.userDataInJWT))
    return { status: 'UNAUTHORISED', message: PROTECTED_CLAIM };

  markActive(tx, appId, findMappedId(tx, appId, session.userId) ?? session.userId, now);
  const antiCsrfToken = request.enableAntiCsrf ? uuid() : null;
  const payload = {
    ...token,
    userId: session.recipeUserId,
    parentRefreshTokenHash1: hash1(request.refreshToken),
    antiCsrfToken,
  };
  return { session, tenant, child: writeRefreshToken(payload, key), useStaticKey, antiCsrfToken, now };
}

/**
 * Makes the token the session's current one. The current token may be used again while its child is unused. A
 * token that is neither the current one nor its child was replaced earlier and is reported as theft; the SDK
 * decides what to do.
 */
function promote(
  tx: Tx,
  { appId, settings }: Tenant,
  session: Session,
  { refreshToken, useStaticKey }: Pick<RefreshRequest, 'refreshToken'> & { useStaticKey: boolean },
  { parentRefreshTokenHash1 }: RefreshTokenPayload,
  now: number,
): boolean {
  const isCurrent = session.refreshTokenHash2 === hash2(refreshToken);
  const isChild =
    parentRefreshTokenHash1 !== null && hash1(parentRefreshTokenHash1) === session.refreshTokenHash2;
  if (!isCurrent && !isChild) return false;
  if (!isCurrent || useStaticKey !== session.usesStaticKey)
    saveRefreshToken(tx, appId, {
      handle: session.handle,
      refreshTokenHash2: hash2(refreshToken),
      expiresAt: isCurrent ? session.expiresAt : now + settings.refreshTokenValidity,
      usesStaticKey: useStaticKey,
    });
  return true;
}
