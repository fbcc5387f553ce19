import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { Tx } from '../../db/query.ts';
import { badRequest, tenantNotFound } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { markActive } from '../activeusers/activeusers.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findMappedId, findUserId, shownIdOf } from '../users/store.ts';
import { canCarry, mintAccessToken, PROTECTED_CLAIM, refuseProtectedClaims } from './accessToken.ts';
import type { Token } from './accessToken.ts';
import type { TokenVersion } from './accessTokenForms.ts';
import { newHandle, tenantOfHandle } from './handle.ts';
import { hash1, hash2, refreshTokenKeyOf, writeRefreshToken } from './refreshToken.ts';
import {
  addSession,
  findUnmappedSession,
  listHandles,
  removeExpiredSessions,
  removeSessionsAtTenant,
  removeSessionsOf,
  saveDataInDatabase,
  saveDataInJwt,
} from './store.ts';
import type { Session, StoredSession } from './types.ts';

export interface NewSession {
  readonly userId: string;
  readonly userDataInJWT: JsonObject;
  readonly userDataInDatabase: JsonObject;
  readonly enableAntiCsrf: boolean;
  readonly useStaticKey: boolean;
  readonly tokenVersion: TokenVersion;
}

/** A session with new tokens, as returned by create and refresh. */
export interface SessionTokens {
  readonly session: Pick<Session, 'handle' | 'userId' | 'recipeUserId' | 'userDataInJWT' | 'tenantId'>;
  readonly accessToken: Token;
  readonly refreshToken: Token;
  readonly antiCsrfToken: string | null;
}

/** Creates a session. The user id need not belong to a user of the core. */
export async function createSession(
  services: Pick<Context, 'db' | 'clock' | 'keys'>,
  tenant: Tenant,
  input: NewSession,
): Promise<SessionTokens> {
  if (!canCarry(input.tokenVersion, input.userDataInJWT)) throw badRequest(PROTECTED_CLAIM);
  const { appId, tenantId, settings } = tenant;
  const now = services.clock.now();
  const handle = newHandle(tenantId);
  const antiCsrfToken = input.enableAntiCsrf ? uuid() : null;
  const expiresAt = now + settings.refreshTokenValidity;

  const { session, refreshToken } = await services.db.write((tx) => {
    const { recipeUserId, userId, activeId } = identify(tx, appId, input.userId);
    const payload = {
      sessionHandle: handle,
      userId: recipeUserId,
      parentRefreshTokenHash1: null,
      antiCsrfToken,
      tenantId,
    };
    const token = writeRefreshToken(payload, refreshTokenKeyOf(tx, appId));
    const stored: StoredSession = {
      handle,
      tenantId,
      recipeUserId,
      refreshTokenHash2: hash2(token),
      userDataInDatabase: input.userDataInDatabase,
      userDataInJWT: input.userDataInJWT,
      usesStaticKey: input.useStaticKey,
      createdAt: now,
      expiresAt,
    };
    addSession(tx, appId, stored);
    markActive(tx, appId, activeId, now);
    return { session: { ...stored, userId }, refreshToken: token };
  });

  const claims = {
    ...session,
    version: input.tokenVersion,
    sessionHandle: handle,
    refreshTokenHash1: hash1(refreshToken),
    parentRefreshTokenHash1: null,
    antiCsrfToken,
    userData: session.userDataInJWT,
  };
  return {
    session,
    accessToken: await mintAccessToken(services, tenant, claims, input),
    refreshToken: { token: refreshToken, expiry: expiresAt, createdTime: now },
    antiCsrfToken,
  };
}

/** Returns the session's user ids as the app knows them, and the core's own user id. */
function identify(
  tx: Tx,
  appId: string,
  anyId: string,
): { recipeUserId: string; userId: string; activeId: string } {
  const id = findMappedId(tx, appId, anyId) ?? anyId;
  const activeId = findUserId(tx, appId, id) ?? id;
  return { recipeUserId: shownIdOf(tx, appId, id), userId: shownIdOf(tx, appId, activeId), activeId };
}

/** Finds the tenant that a handle or token names. Throws 400 if there is none. */
export function existingTenant(
  { tenants }: Pick<Context, 'tenants'>,
  appId: string,
  tenantId: string,
): Tenant {
  const tenant = tenants.find(appId, tenantId);
  if (tenant === null) throw tenantNotFound(appId, tenantId);
  return tenant;
}

/** Returns a session by handle, or null if it does not exist or has expired. */
export async function getSession(
  services: Pick<Context, 'db' | 'clock' | 'tenants'>,
  appId: string,
  handle: string,
): Promise<Session | null> {
  existingTenant(services, appId, tenantOfHandle(handle));
  const session = await services.db.read((tx) => findUnmappedSession(tx, appId, handle));
  return session === null || session.expiresAt <= services.clock.now() ? null : session;
}

/** Replaces the session's data in the database. Returns false if there is no such session. */
export function updateSessionData(
  services: Pick<Context, 'db' | 'clock' | 'tenants'>,
  appId: string,
  handle: string,
  data: JsonObject,
): Promise<boolean> {
  existingTenant(services, appId, tenantOfHandle(handle));
  return services.db.write((tx) => saveDataInDatabase(tx, appId, handle, data, services.clock.now()));
}

/**
 * Replaces the custom claims of the session's next access token. Returns false if there is no such session.
 *
 * @param version format whose protected names the claims must not have; null for none
 */
export function updateJwtData(
  services: Pick<Context, 'db' | 'clock' | 'tenants'>,
  appId: string,
  handle: string,
  data: JsonObject,
  tokenVersion: TokenVersion | null,
): Promise<boolean> {
  if (tokenVersion !== null) refuseProtectedClaims(data, tokenVersion);
  existingTenant(services, appId, tenantOfHandle(handle));
  return services.db.write((tx) => saveDataInJwt(tx, appId, handle, data, services.clock.now()));
}

export const sessionLifecycle: Partial<Lifecycle> = {
  usesOf: (tx, appId, id, now) => (listHandles(tx, appId, [id], null, now).length > 0 ? ['Session'] : []),
  userDataRemoved: removeSessionsOf,
  loginMethodMoved: removeSessionsOf,
  tenantLeft: removeSessionsAtTenant,
  expiredRemoved: removeExpiredSessions,
};
