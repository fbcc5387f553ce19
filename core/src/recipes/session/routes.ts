import { isAtLeast } from '../../cdiVersions.ts';
import { badRequest, HttpError } from '../../errors.ts';
import { flag, deferred, list, mandatorySince, object, optional, since, text } from '../../http/fields.ts';
import { booleanOr, requiredText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { requirePublicTenant, findTenantInScope } from '../../http/scope.ts';
import type { Caller } from '../../http/scope.ts';
import { tokenVersionFor } from './accessTokenForms.ts';
import { legacyKeysOf } from './legacyKeys.ts';
import { refreshSession } from './refresh.ts';
import { listSessions, revokeSessions, revokeSessionsOf } from './revocation.ts';
import { createSession, getSession, updateJwtData, updateSessionData } from './session.ts';
import { regenerateSession, verifySession } from './verify.ts';
import { sessionToJson, tokensToJson, verifiedToJson } from './wire.ts';

const NO_SESSION = { status: 'UNAUTHORISED', message: 'Session does not exist.' };

const create = defineRoute({
  method: 'POST',
  path: '/recipe/session',
  scope: 'tenant',
  body: {
    userId: text,
    enableAntiCsrf: flag,
    userDataInJWT: object,
    userDataInDatabase: object,
    useDynamicSigningKey: deferred(since('2.21', optional(flag))),
  },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const useDynamicKey = isAtLeast(cdiVersion, '2.21')
      ? body.useDynamicSigningKey() !== false
      : tenant.settings.signsWithDynamicKey;
    const input = { ...body, useStaticKey: !useDynamicKey, tokenVersion: tokenVersionFor(cdiVersion) };
    const tokens = await createSession(context, tenant, input);
    const keys = await legacyKeysOf(context, tenant, cdiVersion);
    return { ...tokensToJson(tokens, cdiVersion), ...keys, status: 'OK' };
  },
});

const get = defineRoute({
  method: 'GET',
  path: '/recipe/session',
  scope: 'app-from-any-tenant',
  query: { sessionHandle: requiredText },
  handle: async ({ context, tenant, query, cdiVersion }) => {
    const session = await getSession(context, tenant.appId, query.sessionHandle);
    return session === null ? NO_SESSION : { ...sessionToJson(session, cdiVersion), status: 'OK' };
  },
});

const verify = defineRoute({
  method: 'POST',
  path: '/recipe/session/verify',
  scope: 'app-from-any-tenant',
  body: {
    accessToken: text,
    antiCsrfToken: optional(text),
    doAntiCsrfCheck: flag,
    enableAntiCsrf: flag,
    checkDatabase: deferred(since('2.21', flag)),
  },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const result = await verifySession(context, tenant, {
      ...body,
      antiCsrfToken: body.antiCsrfToken ?? null,
      checkDatabase: body.checkDatabase() ?? tenant.settings.looksUpAccessTokens,
    });
    const isKeyOfUse = result.status !== 'UNAUTHORISED';
    const keys = isKeyOfUse ? await legacyKeysOf(context, tenant, cdiVersion) : {};
    return { ...verifiedToJson(result, cdiVersion), ...keys };
  },
});

const refresh = defineRoute({
  method: 'POST',
  path: '/recipe/session/refresh',
  // The token contains the session's tenant. The tenant of the address must exist, but need not be the same.
  scope: 'tenant',
  body: {
    refreshToken: text,
    antiCsrfToken: optional(text),
    enableAntiCsrf: flag,
    useDynamicSigningKey: since('3.0', mandatorySince('5.0', flag)),
  },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const useDynamic = body.useDynamicSigningKey;
    const result = await refreshSession(context, tenant.appId, {
      ...body,
      antiCsrfToken: body.antiCsrfToken ?? null,
      useStaticKey: useDynamic === undefined ? null : !useDynamic,
      tokenVersion: tokenVersionFor(cdiVersion),
    });
    return result.status === 'OK' ? { ...tokensToJson(result, cdiVersion), status: 'OK' } : result;
  },
});

const regenerate = defineRoute({
  method: 'POST',
  path: '/recipe/session/regenerate',
  scope: 'app-from-any-tenant',
  body: { accessToken: text, userDataInJWT: optional(object) },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const anyClaims = !isAtLeast(cdiVersion, '2.21');
    const request = { ...body, userDataInJWT: body.userDataInJWT ?? null, anyClaims };
    return verifiedToJson(await regenerateSession(context, tenant, request), cdiVersion);
  },
});

const remove = defineRoute({
  method: 'POST',
  path: '/recipe/session/remove',
  scope: 'app-from-any-tenant',
  body: {
    userId: optional(text),
    sessionHandles: optional(list(text)),
    revokeAcrossAllTenants: deferred(optional(flag)),
    revokeSessionsForLinkedAccounts: deferred(optional(flag)),
  },
  check: ({ body }) => {
    if ((body.userId === undefined) === (body.sessionHandles === undefined))
      throw badRequest('Invalid JSON input - use one of userId or sessionHandles array');
    refuseWithoutUser('revokeAcrossAllTenants', body.revokeAcrossAllTenants(), body.userId);
    refuseWithoutUser('revokeSessionsForLinkedAccounts', body.revokeSessionsForLinkedAccounts(), body.userId);
  },
  handle: async ({ tenant, body, ...caller }) => {
    const { userId, sessionHandles } = body;
    const { context } = caller;
    const sessionHandlesRevoked =
      userId === undefined
        ? await revokeSessions(context, tenant.appId, sessionHandles ?? [])
        : await revokeSessionsOf(context, tenant.appId, {
            userId,
            tenantId: reachOf(caller, body.revokeAcrossAllTenants() ?? true),
            includeLinkedAccounts: body.revokeSessionsForLinkedAccounts() ?? true,
          });
    return { status: 'OK', sessionHandlesRevoked };
  },
});

function refuseWithoutUser(name: string, value: boolean | undefined, userId: string | undefined): void {
  if (userId === undefined && value !== undefined)
    throw badRequest(`Invalid JSON input - ${name} can only be set if userId is set`);
}

/**
 * Returns null for all tenants, which only app-level callers may ask for, or else the tenant of the address,
 * which must exist.
 */
function reachOf(caller: Caller, acrossAllTenants: boolean): string | null {
  if (!acrossAllTenants) return findTenantInScope('tenant', caller).tenantId;
  requirePublicTenant(caller);
  return null;
}

const listOfUser = defineRoute({
  method: 'GET',
  path: '/recipe/session/user',
  scope: 'app-from-any-tenant',
  query: {
    userId: requiredText,
    fetchAcrossAllTenants: booleanOr(true),
    fetchSessionsForAllLinkedAccounts: booleanOr(true),
  },
  handle: async ({ tenant, query, ...caller }) => {
    const sessionHandles = await listSessions(caller.context, tenant.appId, {
      userId: query.userId,
      tenantId: reachOf(caller, query.fetchAcrossAllTenants),
      includeLinkedAccounts: query.fetchSessionsForAllLinkedAccounts,
    });
    return { status: 'OK', sessionHandles };
  },
});

const putData = defineRoute({
  method: 'PUT',
  path: '/recipe/session/data',
  scope: 'app-from-any-tenant',
  body: { sessionHandle: text, userDataInDatabase: object },
  handle: async ({ context, tenant, body }) =>
    (await updateSessionData(context, tenant.appId, body.sessionHandle, body.userDataInDatabase))
      ? { status: 'OK' }
      : NO_SESSION,
});

const putJwtData = defineRoute({
  method: 'PUT',
  path: '/recipe/jwt/data',
  scope: 'app-from-any-tenant',
  body: { sessionHandle: text, userDataInJWT: object },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const tokenVersion = isAtLeast(cdiVersion, '2.21') ? tokenVersionFor(cdiVersion) : null;
    const { sessionHandle, userDataInJWT } = body;
    return (await updateJwtData(context, tenant.appId, sessionHandle, userDataInJWT, tokenVersion))
      ? { status: 'OK' }
      : NO_SESSION;
  },
});

/** Deprecated, but the real core still serves it. */
const getPartOfSession = (path: string, name: 'userDataInDatabase' | 'userDataInJWT') =>
  defineRoute({
    method: 'GET',
    path,
    scope: 'app-from-any-tenant',
    query: { sessionHandle: requiredText },
    handle: async ({ context, tenant, query }) => {
      const session = await getSession(context, tenant.appId, query.sessionHandle);
      return session === null ? NO_SESSION : { status: 'OK', [name]: session[name] };
    },
  });

/** Drivers before CDI 2.21 call this when they start, under any tenant. */
const handshake = defineRoute({
  method: 'POST',
  path: '/recipe/handshake',
  scope: 'unchecked',
  handle: async (caller) => {
    if (isAtLeast(caller.cdiVersion, '2.21')) throw new HttpError(404, 'Not found');
    const tenant = findTenantInScope('tenant', caller);
    const { looksUpAccessTokens, accessTokenValidity, refreshTokenValidity } = tenant.settings;
    return {
      status: 'OK',
      ...(await legacyKeysOf(caller.context, tenant, caller.cdiVersion)),
      accessTokenBlacklistingEnabled: looksUpAccessTokens,
      accessTokenValidity,
      refreshTokenValidity,
    };
  },
});

export const sessionRoutes: readonly Route[] = [
  handshake,
  create,
  get,
  verify,
  refresh,
  regenerate,
  remove,
  listOfUser,
  putData,
  putJwtData,
  getPartOfSession('/recipe/session/data', 'userDataInDatabase'),
  getPartOfSession('/recipe/jwt/data', 'userDataInJWT'),
];
