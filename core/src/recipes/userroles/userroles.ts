import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
import {
  addPermission,
  addRole,
  addUserRole,
  hasRoles,
  listPermissions,
  listRoles,
  listRolesOfUser,
  listRolesWith,
  listUsersWith,
  removeAllPermissions,
  removePermission,
  removeRole,
  removeRolesAtTenant,
  removeRolesOf,
  removeUserRole,
  roleExists,
} from './store.ts';

type Services = Pick<Context, 'db'>;

interface UnknownRole {
  readonly status: 'UNKNOWN_ROLE_ERROR';
}

/** Creates a role, or adds permissions to an existing one. */
export const createRole = (
  { db }: Services,
  appId: string,
  role: string,
  permissions: readonly string[],
): Promise<{ createdNewRole: boolean }> =>
  db.write((tx) => {
    const createdNewRole = addRole(tx, appId, role);
    for (const permission of permissions) addPermission(tx, appId, role, permission);
    return { createdNewRole };
  });

export const deleteRole = (
  { db }: Services,
  appId: string,
  role: string,
): Promise<{ didRoleExist: boolean }> => db.write((tx) => ({ didRoleExist: removeRole(tx, appId, role) }));

export const rolesOfApp = ({ db }: Services, appId: string): Promise<string[]> =>
  db.read((tx) => listRoles(tx, appId));

export const rolesWithPermission = ({ db }: Services, appId: string, permission: string): Promise<string[]> =>
  db.read((tx) => listRolesWith(tx, appId, permission));

export const permissionsOf = (
  { db }: Services,
  appId: string,
  role: string,
): Promise<{ status: 'OK'; permissions: string[] } | UnknownRole> =>
  db.read((tx) =>
    ifRoleExists(tx, appId, role, () => ({ status: 'OK', permissions: listPermissions(tx, appId, role) })),
  );

/** Removes the given permissions, or all of them without a list. */
export const removePermissions = (
  { db }: Services,
  appId: string,
  role: string,
  permissions: readonly string[] | undefined,
): Promise<{ status: 'OK' } | UnknownRole> =>
  db.write((tx) =>
    ifRoleExists(tx, appId, role, () => {
      if (permissions === undefined) removeAllPermissions(tx, appId, role);
      for (const permission of permissions ?? []) removePermission(tx, appId, role, permission);
      return { status: 'OK' };
    }),
  );

export const giveRole = (
  { db }: Services,
  { appId, tenantId }: Tenant,
  userId: string,
  role: string,
): Promise<{ status: 'OK'; didUserAlreadyHaveRole: boolean } | UnknownRole> =>
  db.write((tx) =>
    ifRoleExists(tx, appId, role, () => ({
      status: 'OK',
      didUserAlreadyHaveRole: !addUserRole(tx, appId, tenantId, userId, role),
    })),
  );

export const takeRole = (
  { db }: Services,
  { appId, tenantId }: Tenant,
  userId: string,
  role: string,
): Promise<{ status: 'OK'; didUserHaveRole: boolean } | UnknownRole> =>
  db.write((tx) =>
    ifRoleExists(tx, appId, role, () => ({
      status: 'OK',
      didUserHaveRole: removeUserRole(tx, appId, tenantId, userId, role),
    })),
  );

export const rolesOfUser = (
  { db }: Services,
  { appId, tenantId }: Tenant,
  userId: string,
): Promise<string[]> => db.read((tx) => listRolesOfUser(tx, appId, tenantId, userId));

export const usersWithRole = (
  { db }: Services,
  { appId, tenantId }: Tenant,
  role: string,
): Promise<{ status: 'OK'; users: string[] } | UnknownRole> =>
  db.read((tx) =>
    ifRoleExists(tx, appId, role, () => ({ status: 'OK', users: listUsersWith(tx, appId, tenantId, role) })),
  );

const ifRoleExists = <T>(tx: Tx, appId: string, role: string, answer: () => T): T | UnknownRole =>
  roleExists(tx, appId, role) ? answer() : { status: 'UNKNOWN_ROLE_ERROR' };

export const userrolesLifecycle: Partial<Lifecycle> = {
  usesOf: (tx, appId, id) => (hasRoles(tx, appId, id) ? ['UserRoles'] : []),
  userDataRemoved: removeRolesOf,
  tenantLeft: removeRolesAtTenant,
};
