import { fetchAndSetClaim, getAllSessionHandlesForUser } from 'supertokens-node/recipe/session';
import {
  addRoleToUser,
  createNewRoleOrAddPermissions,
  getRolesForUser,
  PermissionClaim,
  removeUserRole,
  UserRoleClaim,
} from 'supertokens-node/recipe/userroles';
import { ADMIN_PERMISSIONS, ADMIN_ROLE } from '../../../config/security/roles.ts';
import { fitsToken } from '../session/claimSize.ts';
import { MAX_UPDATED_SESSIONS } from '../session/updateSessions.ts';

type RoleOutcome = 'changed' | 'unchanged' | 'unknown role';

async function renewClaims(handle: string): Promise<void> {
  // Sequentially: each step reads the payload of the session, adds its own claim and writes it back.
  await fetchAndSetClaim(handle, UserRoleClaim);
  await fetchAndSetClaim(handle, PermissionClaim);
}

/**
 * Adds the current roles to all sessions of a user at their next refresh. Throws if the core fails, unlike
 * updateEachSession: sessions with a role that is removed must not go unnoticed.
 */
async function renewRoleClaims(userId: string): Promise<void> {
  const handles = await getAllSessionHandlesForUser(userId);
  await Promise.all(handles.slice(0, MAX_UPDATED_SESSIONS).map(renewClaims));
}

/** Creates a role if it does not exist. */
export async function createRole(role: string): Promise<void> {
  await createNewRoleOrAddPermissions(role, role === ADMIN_ROLE ? ADMIN_PERMISSIONS : []);
}

/** Whether the access tokens of a user can contain all of their roles. */
export async function doRolesFitToken(tenantId: string, userId: string): Promise<boolean> {
  return fitsToken((await getRolesForUser(tenantId, userId)).roles);
}

/**
 * Assigns a role. Functions that ask the core see it immediately, tokens contain it after their next refresh.
 */
export async function assignRole(tenantId: string, userId: string, role: string): Promise<RoleOutcome> {
  const given = await addRoleToUser(tenantId, userId, role);
  if (given.status !== 'OK') return 'unknown role';
  await renewRoleClaims(userId);
  return given.didUserAlreadyHaveRole ? 'unchanged' : 'changed';
}

/** Removes a role; see {@link assignRole}. */
export async function removeRole(tenantId: string, userId: string, role: string): Promise<RoleOutcome> {
  const taken = await removeUserRole(tenantId, userId, role);
  if (taken.status !== 'OK') return 'unknown role';
  await renewRoleClaims(userId);
  return taken.didUserHaveRole ? 'changed' : 'unchanged';
}
