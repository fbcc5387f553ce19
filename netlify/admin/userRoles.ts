import { fetchAndSetClaim, getAllSessionHandlesForUser } from 'supertokens-node/recipe/session';
import {
  addRoleToUser,
  createNewRoleOrAddPermissions,
  getRolesForUser,
  PermissionClaim,
  removeUserRole,
  UserRoleClaim,
} from 'supertokens-node/recipe/userroles';
import { ADMIN_PERMISSIONS, ADMIN_ROLE } from '../../config/security/roles.ts';
import { fitsToken } from '../platform/session/claimSize.ts';

/** Tokens of more sessions than that are left as they are until somebody signs in anew. */
const MOST_SESSIONS = 50;

type RoleOutcome = 'changed' | 'unchanged' | 'unknown role';

async function renewClaims(handle: string): Promise<void> {
  // One after the other: each reads what the session says, adds its own and writes it back.
  await fetchAndSetClaim(handle, UserRoleClaim);
  await fetchAndSetClaim(handle, PermissionClaim);
}

/** Has every session of somebody say at its next refresh what she may do now. */
async function renewSessions(userId: string): Promise<void> {
  const handles = await getAllSessionHandlesForUser(userId);
  await Promise.all(handles.slice(0, MOST_SESSIONS).map(renewClaims));
}

/** Makes a role, if it is not there yet. */
export async function createRole(role: string): Promise<void> {
  await createNewRoleOrAddPermissions(role, role === ADMIN_ROLE ? ADMIN_PERMISSIONS : []);
}

/** Whether the access tokens of a user carry all of their roles. */
export async function tokensCarryRoles(tenantId: string, userId: string): Promise<boolean> {
  return fitsToken((await getRolesForUser(tenantId, userId)).roles);
}

/** Gives somebody a role. Functions that ask the core know it at once, tokens from their next refresh on. */
export async function giveRole(tenantId: string, userId: string, role: string): Promise<RoleOutcome> {
  const given = await addRoleToUser(tenantId, userId, role);
  if (given.status !== 'OK') return 'unknown role';
  await renewSessions(userId);
  return given.didUserAlreadyHaveRole ? 'unchanged' : 'changed';
}

/** Takes a role away; see {@link giveRole}. */
export async function takeRole(tenantId: string, userId: string, role: string): Promise<RoleOutcome> {
  const taken = await removeUserRole(tenantId, userId, role);
  if (taken.status !== 'OK') return 'unknown role';
  await renewSessions(userId);
  return taken.didUserHaveRole ? 'changed' : 'unchanged';
}
