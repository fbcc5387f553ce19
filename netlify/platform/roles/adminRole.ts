import type { SessionContainer } from 'supertokens-node/recipe/session';
import { getRolesForUser } from 'supertokens-node/recipe/userroles';
import { ADMIN_ROLE } from '../../../config/security/roles.ts';
import { Refusal } from '../http/refusal.ts';

/** Whether a user is an administrator now. The claim in the token may be outdated until its next refresh. */
export async function isAdmin(tenantId: string, userId: string): Promise<boolean> {
  return (await getRolesForUser(tenantId, userId)).roles.includes(ADMIN_ROLE);
}

/** @throws Refusal 403 unless the core says that the user is an administrator */
export async function requireAdmin(session: SessionContainer): Promise<void> {
  if (await isAdmin(session.getTenantId(), session.getUserId())) return;
  throw new Refusal(403, 'ADMIN_REQUIRED', 'This is for administrators only.');
}
