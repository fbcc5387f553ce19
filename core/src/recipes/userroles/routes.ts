import { badRequest } from '../../errors.ts';
import { field, filledText, list, optional, text } from '../../http/fields.ts';
import { requiredText, requiredFilledText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { trim } from '../../text.ts';
import {
  createRole,
  deleteRole,
  giveRole,
  permissionsOf,
  removePermissions,
  rolesOfApp,
  rolesOfUser,
  rolesWithPermission,
  takeRole,
  usersWithRole,
} from './userroles.ts';

const permission = field((value, key) => {
  const trimmed = trim(text.read(value, key));
  if (trimmed === '') throw badRequest(`Field name '${key}' cannot contain an empty string`);
  return trimmed;
});

const putRole = defineRoute({
  method: 'PUT',
  path: '/recipe/role',
  scope: 'app',
  body: { role: filledText, permissions: optional(list(permission)) },
  handle: async ({ context, tenant, body }) => ({
    status: 'OK',
    ...(await createRole(context, tenant.appId, body.role, body.permissions ?? [])),
  }),
});

const removeRole = defineRoute({
  method: 'POST',
  path: '/recipe/role/remove',
  scope: 'app',
  body: { role: filledText },
  handle: async ({ context, tenant, body }) => ({
    status: 'OK',
    ...(await deleteRole(context, tenant.appId, body.role)),
  }),
});

const getRoles = defineRoute({
  method: 'GET',
  path: '/recipe/roles',
  scope: 'app',
  handle: async ({ context, tenant }) => ({ status: 'OK', roles: await rolesOfApp(context, tenant.appId) }),
});

const getPermissions = defineRoute({
  method: 'GET',
  path: '/recipe/role/permissions',
  scope: 'app',
  query: { role: requiredFilledText },
  handle: ({ context, tenant, query }) => permissionsOf(context, tenant.appId, query.role),
});

const postRemovePermissions = defineRoute({
  method: 'POST',
  path: '/recipe/role/permissions/remove',
  scope: 'app',
  body: { role: filledText, permissions: optional(list(permission)) },
  handle: ({ context, tenant, body }) =>
    removePermissions(context, tenant.appId, body.role, body.permissions),
});

const getRolesOfPermission = defineRoute({
  method: 'GET',
  path: '/recipe/permission/roles',
  scope: 'app',
  query: { permission: requiredFilledText },
  handle: async ({ context, tenant, query }) => ({
    status: 'OK',
    roles: await rolesWithPermission(context, tenant.appId, query.permission),
  }),
});

const putUserRole = defineRoute({
  method: 'PUT',
  path: '/recipe/user/role',
  scope: 'tenant',
  body: { userId: text, role: filledText },
  handle: ({ context, tenant, body }) => giveRole(context, tenant, body.userId, body.role),
});

const removeUserRole = defineRoute({
  method: 'POST',
  path: '/recipe/user/role/remove',
  scope: 'tenant',
  body: { userId: text, role: filledText },
  handle: ({ context, tenant, body }) => takeRole(context, tenant, body.userId, body.role),
});

const getUserRoles = defineRoute({
  method: 'GET',
  path: '/recipe/user/roles',
  scope: 'tenant',
  query: { userId: requiredText },
  handle: async ({ context, tenant, query }) => ({
    status: 'OK',
    roles: await rolesOfUser(context, tenant, query.userId),
  }),
});

const getRoleUsers = defineRoute({
  method: 'GET',
  path: '/recipe/role/users',
  scope: 'tenant',
  query: { role: requiredFilledText },
  handle: ({ context, tenant, query }) => usersWithRole(context, tenant, query.role),
});

export const userrolesRoutes: readonly Route[] = [
  putRole,
  removeRole,
  getRoles,
  getPermissions,
  postRemovePermissions,
  getRolesOfPermission,
  putUserRole,
  removeUserRole,
  getUserRoles,
  getRoleUsers,
];
