import { isAtLeast } from '../../cdiVersions.ts';
import { badRequest } from '../../errors.ts';
import { filledEmail as email } from '../../http/emailFields.ts';
import { filled, filledText, deferred, optional } from '../../http/fields.ts';
import { requiredFilledText, optionalText, optionalFilledText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { findTenantInScope } from '../../http/scope.ts';
import { normaliseEmail } from '../users/email.ts';
import { settingsOf } from './coreConfig.ts';
import { emailOfSession, revokeSession, sessionsOfUser, signIn } from './sessions.ts';
import { createUser, deleteUser, validateCredentials, updateUser, usersOfApp } from './users.ts';
import type { WhichUser } from './users.ts';

const postSignIn = defineRoute({
  method: 'POST',
  path: '/recipe/dashboard/signin',
  scope: 'app',
  body: { email, password: filledText },
  handle: ({ context, tenant, body }) => signIn(context, tenant, body.email, body.password),
});

const postUser = defineRoute({
  method: 'POST',
  path: '/recipe/dashboard/user',
  scope: 'unchecked',
  body: { email, password: deferred(filledText) },
  handle: async ({ body, ...caller }) => {
    const refusal =
      validateCredentials(body.email, undefined) ?? validateCredentials(undefined, body.password());
    if (refusal !== null) return refusal;
    return createUser(caller.context, findTenantInScope('app', caller), body.email, body.password());
  },
});

const putUser = defineRoute({
  method: 'PUT',
  path: '/recipe/dashboard/user',
  scope: 'unchecked',
  body: {
    newEmail: optional(email),
    newPassword: deferred(optional(filledText)),
    userId: deferred(optional(filledText)),
    email: deferred(optional(email)),
  },
  handle: async ({ body: { newEmail, ...body }, ...caller }) => {
    const refusal =
      validateCredentials(newEmail, undefined) ?? validateCredentials(undefined, body.newPassword());
    if (refusal !== null) return refusal;
    const tenant = findTenantInScope('app', caller);
    const which = whichUser(body.userId() ?? null, () => body.email() ?? null);
    return updateUser(caller.context, tenant, which, { newEmail, newPassword: body.newPassword() });
  },
});

const removeUser = defineRoute({
  method: 'DELETE',
  path: '/recipe/dashboard/user',
  scope: 'unchecked',
  query: { userId: optionalFilledText, email: optionalText },
  handle: async ({ query, ...caller }) => {
    const which = whichUser(query.userId, () =>
      query.email === null ? null : normaliseEmail(filled(query.email, 'email')),
    );
    const { appId } = findTenantInScope('app', caller);
    return { status: 'OK', ...(await deleteUser(caller.context, appId, which)) };
  },
});

/** The email is read only if there is no user id. */
function whichUser(userId: string | null, emailOf: () => string | null): WhichUser {
  if (userId !== null) return { userId };
  const email = emailOf();
  if (email === null) throw badRequest("Either field 'email' or 'userId' must be present");
  return { email };
}

const listUsers = defineRoute({
  method: 'GET',
  path: '/recipe/dashboard/users',
  scope: 'app',
  handle: async ({ context, tenant }) => ({ status: 'OK', users: await usersOfApp(context, tenant.appId) }),
});

const listSessions = defineRoute({
  method: 'GET',
  path: '/recipe/dashboard/user/sessions',
  scope: 'app',
  query: { userId: requiredFilledText },
  handle: async ({ context, tenant, query }) => {
    const sessions = await sessionsOfUser(context, tenant.appId, query.userId);
    return {
      status: 'OK',
      sessions: sessions.map(({ userId, sessionId, createdAt, expiresAt }) => ({
        userId,
        sessionId,
        timeCreated: createdAt,
        expiry: expiresAt,
      })),
    };
  },
});

const verifySession = defineRoute({
  method: 'POST',
  path: '/recipe/dashboard/session/verify',
  scope: 'app',
  body: { sessionId: filledText },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const verified = await emailOfSession(context, tenant.appId, body.sessionId);
    if (verified === null) return { status: 'INVALID_SESSION_ERROR' };
    if (typeof verified !== 'string') return verified;
    return { status: 'OK', email: isAtLeast(cdiVersion, '3.0') ? verified : undefined };
  },
});

const removeSession = defineRoute({
  method: 'DELETE',
  path: '/recipe/dashboard/session',
  scope: 'app',
  query: { sessionId: requiredFilledText },
  handle: async ({ context, tenant, query }) => {
    await revokeSession(context, tenant.appId, query.sessionId);
    return { status: 'OK' };
  },
});

const getCoreConfig = defineRoute({
  method: 'GET',
  path: '/recipe/dashboard/tenant/core-config',
  scope: 'tenant',
  handle: async ({ context, tenant }) => ({ status: 'OK', config: await settingsOf(context, tenant) }),
});

export const dashboardRoutes: readonly Route[] = [
  postSignIn,
  postUser,
  putUser,
  removeUser,
  listUsers,
  listSessions,
  verifySession,
  removeSession,
  getCoreConfig,
];
