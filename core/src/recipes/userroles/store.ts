import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

interface RoleRow {
  role: string;
}

const roleByName = new Query<RoleRow>('SELECT role FROM roles WHERE app_id = ? AND role = ?');
const rolesOfApp = new Query<RoleRow>('SELECT role FROM roles WHERE app_id = ? ORDER BY role');
const insertRole = new Query('INSERT INTO roles (app_id, role) VALUES (?, ?) ON CONFLICT DO NOTHING');
const deleteRole = new Query('DELETE FROM roles WHERE app_id = ? AND role = ?');

const permissionsOfRole = new Query<{ permission: string }>(
  'SELECT permission FROM role_permissions WHERE app_id = ? AND role = ? ORDER BY permission',
);
const rolesOfPermission = new Query<RoleRow>(
  'SELECT role FROM role_permissions WHERE app_id = ? AND permission = ? ORDER BY role',
);
const insertPermission = new Query(
  'INSERT INTO role_permissions (app_id, role, permission) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
);
const deletePermission = new Query(
  'DELETE FROM role_permissions WHERE app_id = ? AND role = ? AND permission = ?',
);
const deletePermissions = new Query('DELETE FROM role_permissions WHERE app_id = ? AND role = ?');

const rolesOfUser = new Query<RoleRow>(
  'SELECT role FROM user_roles WHERE app_id = ? AND user_id = ? AND tenant_id = ? ORDER BY role',
);
const anyRoleOfUser = new Query<RoleRow>(
  'SELECT role FROM user_roles WHERE app_id = ? AND user_id = ? LIMIT 1',
);
const usersOfRole = new Query<{ user_id: string }>(
  'SELECT user_id FROM user_roles WHERE app_id = ? AND role = ? AND tenant_id = ? ORDER BY user_id',
);
const insertUserRole = new Query(
  'INSERT INTO user_roles (app_id, user_id, tenant_id, role) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
);
const deleteUserRole = new Query(
  'DELETE FROM user_roles WHERE app_id = ? AND user_id = ? AND tenant_id = ? AND role = ?',
);
const deleteRolesOfUser = new Query('DELETE FROM user_roles WHERE app_id = ? AND user_id = ?');
const deleteRolesAtTenant = new Query(
  'DELETE FROM user_roles WHERE app_id = ? AND user_id = ? AND tenant_id = ?',
);

export const roleExists = (tx: Tx, appId: string, role: string): boolean =>
  roleByName.get(tx, appId, role) !== undefined;

export const listRoles = (tx: Tx, appId: string): string[] =>
  rolesOfApp.all(tx, appId).map((row) => row.role);

/** Returns false if the role existed already. */
export const addRole = (tx: Tx, appId: string, role: string): boolean => insertRole.run(tx, appId, role) > 0;

/** Removes a role and its assignments. Returns false if there was none. */
export const removeRole = (tx: Tx, appId: string, role: string): boolean =>
  deleteRole.run(tx, appId, role) > 0;

export const listPermissions = (tx: Tx, appId: string, role: string): string[] =>
  permissionsOfRole.all(tx, appId, role).map((row) => row.permission);

export const listRolesWith = (tx: Tx, appId: string, permission: string): string[] =>
  rolesOfPermission.all(tx, appId, permission).map((row) => row.role);

export function addPermission(tx: Tx, appId: string, role: string, permission: string): void {
  insertPermission.run(tx, appId, role, permission);
}

export function removePermission(tx: Tx, appId: string, role: string, permission: string): void {
  deletePermission.run(tx, appId, role, permission);
}

export function removeAllPermissions(tx: Tx, appId: string, role: string): void {
  deletePermissions.run(tx, appId, role);
}

export const listRolesOfUser = (tx: Tx, appId: string, tenantId: string, userId: string): string[] =>
  rolesOfUser.all(tx, appId, userId, tenantId).map((row) => row.role);

export const listUsersWith = (tx: Tx, appId: string, tenantId: string, role: string): string[] =>
  usersOfRole.all(tx, appId, role, tenantId).map((row) => row.user_id);

/** Returns false if the user had the role already. */
export const addUserRole = (tx: Tx, appId: string, tenantId: string, userId: string, role: string): boolean =>
  insertUserRole.run(tx, appId, userId, tenantId, role) > 0;

/** Returns false if the user did not have the role. */
export const removeUserRole = (
  tx: Tx,
  appId: string,
  tenantId: string,
  userId: string,
  role: string,
): boolean => deleteUserRole.run(tx, appId, userId, tenantId, role) > 0;

/** Whether the user has a role in any tenant. */
export const hasRoles = (tx: Tx, appId: string, userId: string): boolean =>
  anyRoleOfUser.get(tx, appId, userId) !== undefined;

/** Removes the roles of a user in all tenants. */
export function removeRolesOf(tx: Tx, appId: string, userId: string): void {
  deleteRolesOfUser.run(tx, appId, userId);
}

/** Returns false if the user had none there. */
export const removeRolesAtTenant = (tx: Tx, appId: string, tenantId: string, userId: string): boolean =>
  deleteRolesAtTenant.run(tx, appId, userId, tenantId) > 0;
