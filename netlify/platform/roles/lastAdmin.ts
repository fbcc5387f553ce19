import { getUser } from 'supertokens-node';
import { getUsersThatHaveRole } from 'supertokens-node/recipe/userroles';
import { ADMIN_ROLE } from '../../../config/security/roles.ts';
import { Refusal } from '../http/refusal.ts';
import { assignRole, removeRole } from './userRoles.ts';

/** Whether an existing user has the role: the core also lists ids of deleted users. */
async function hasOtherAdmin(userIds: readonly string[], userId: string): Promise<boolean> {
  for (const id of userIds) if (id !== userId && (await getUser(id)) !== undefined) return true;
  return false;
}

async function adminIds(tenantId: string): Promise<string[]> {
  const found = await getUsersThatHaveRole(tenantId, ADMIN_ROLE);
  return found.status === 'OK' ? found.users : [];
}

const onlyAdmin = () =>
  new Refusal(
    409,
    'CONFLICT',
    'You are the only administrator, so your account cannot be deleted. Assign the role to another user first.',
    { reason: 'platform.onlyAdministrator', outcome: 'only_administrator' },
  );

/**
 * Removes the admin role from a user who is about to delete their account. The role is removed first and
 * restored if no other administrator remains: if two delete their accounts at the same time, each sees what
 * the other has done.
 *
 * @throws Refusal 409 for the only administrator
 */
export async function removeOwnAdminRole(tenantId: string, userId: string): Promise<void> {
  const before = await adminIds(tenantId);
  if (!before.includes(userId)) return;
  if (!(await hasOtherAdmin(before, userId))) throw onlyAdmin();
  await removeRole(tenantId, userId, ADMIN_ROLE);
  if (await hasOtherAdmin(await adminIds(tenantId), userId)) return;
  await assignRole(tenantId, userId, ADMIN_ROLE);
  throw onlyAdmin();
}
