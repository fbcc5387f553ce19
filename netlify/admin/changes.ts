import type * as z from 'zod';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import type { userDeletionRequest, RoleChanged } from '../../config/contracts/admin.ts';
import type { RefusalReason } from '../../config/contracts/refusalReason.ts';
import type { SessionsEnded } from '../../config/contracts/sessions.ts';
import { toCanonicalEmail, toComparable } from '../../config/rules/emailRule.ts';
import { ADMIN_ROLE } from '../../config/security/roles.ts';
import { eraseAccount } from '../deletion/eraseAccount.ts';
import { endOneSession, endOtherSessions } from '../sessions/sessionList.ts';
import { recordActivity } from '../activity/activityLog.ts';
import { trimLikeCore } from './trimLikeCore.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { requireExistingUser } from './userDetails.ts';
import { isAdmin } from '../platform/roles/adminRole.ts';
import { assignRole, removeRole, doRolesFitToken } from '../platform/roles/userRoles.ts';

const conflict = (message: string, reason: RefusalReason, field?: string) =>
  new Refusal(409, 'CONFLICT', message, { reason, ...(field !== undefined && { field }) });

/**
 * Ends one session of a user, or all of them. For the administrator's own account: all except the current
 * one.
 */
export async function endSessionsOf(
  event: SessionEvent,
  userId: string,
  handle?: string,
): Promise<SessionsEnded> {
  const { session } = event;
  const { id } = await requireExistingUser(userId);
  const ended =
    handle === undefined ? await endOtherSessions(session, id) : await endOneSession(session, handle, id);
  const bySelf = id === session.getUserId();
  if (ended > 0) await recordActivity(event, id, bySelf ? 'sessions_ended' : 'sessions_ended_by_admin');
  recordOutcome('sessions_ended');
  return { ended };
}

const unknownRole = () =>
  new Refusal(400, 'BAD_REQUEST', 'This role does not exist.', {
    field: 'role',
    reason: 'admin.unknownRole',
  });

/**
 * Returns the role name as the core stores it, so that the name that is checked here is the name that changes
 * there.
 *
 * @throws Refusal 400 if nothing is left of the name
 */
function toStoredRole(named: string): string {
  const role = trimLikeCore(named);
  if (role === '') throw unknownRole();
  return role;
}

function requireKnown<T extends string>(
  outcome: T | 'unknown role',
): asserts outcome is Exclude<T, 'unknown role'> {
  if (outcome !== 'unknown role') return;
  throw unknownRole();
}

/** Assigns an existing role to a user. */
export async function assignRoleToUser(
  event: SessionEvent,
  userId: string,
  named: string,
): Promise<RoleChanged> {
  const { session } = event;
  const role = toStoredRole(named);
  const { id } = await requireExistingUser(userId);
  const outcome = await assignRole(session.getTenantId(), id, role);
  requireKnown(outcome);
  if (outcome === 'changed') await recordActivity(event, id, 'role_given');
  recordOutcome('role_given');
  const fits = await doRolesFitToken(session.getTenantId(), id);
  return { changed: outcome === 'changed', ...(!fits && { partial: true }) };
}

/**
 * Two administrators may remove the role from each other at the same time. One who has lost it meanwhile
 * assigns it to the other again, so that one remains.
 */
async function keepOneAdmin(session: SessionContainer, userId: string): Promise<void> {
  const tenantId = session.getTenantId();
  if (await isAdmin(tenantId, session.getUserId())) return;
  await assignRole(tenantId, userId, ADMIN_ROLE);
  throw conflict('You are no longer an administrator. Nothing was changed.', 'admin.noLongerAdmin');
}

/**
 * Removes a role from a user. Administrators cannot remove their own admin role, so that one always remains.
 */
export async function removeRoleFromUser(
  event: SessionEvent,
  userId: string,
  named: string,
): Promise<RoleChanged> {
  const { session } = event;
  const role = toStoredRole(named);
  const { id } = await requireExistingUser(userId);
  if (role === ADMIN_ROLE && id === session.getUserId()) {
    throw conflict(
      'You cannot remove this role from yourself. Ask another administrator.',
      'admin.ownRole',
      'role',
    );
  }
  const outcome = await removeRole(session.getTenantId(), id, role);
  requireKnown(outcome);
  if (role === ADMIN_ROLE && outcome === 'changed') await keepOneAdmin(session, id);
  if (outcome === 'changed') await recordActivity(event, id, 'role_taken');
  recordOutcome('role_taken');
  return { changed: outcome === 'changed' };
}

/** Returns the email address in its canonical spelling; the user id for a user without one. */
const spelling = (text: string) => toCanonicalEmail(text) ?? toComparable(text.trim());

/** Deletes a user if the administrator has typed the user's address. */
export async function deleteUserAccount(
  event: SessionEvent,
  userId: string,
  { confirmation }: z.output<typeof userDeletionRequest>,
): Promise<{ deleted: true }> {
  const { session } = event;
  const user = await requireExistingUser(userId);
  const { id, emails } = user;
  if (id === session.getUserId())
    throw conflict('Delete your own account on your account pages.', 'admin.ownAccount');
  if (await isAdmin(session.getTenantId(), id)) {
    throw conflict('This user is an administrator. Remove the role first.', 'admin.isAdmin');
  }
  if (spelling(confirmation) !== spelling(emails[0] ?? id)) {
    throw new Refusal(400, 'BAD_REQUEST', "The email address doesn't match. Nothing was deleted.", {
      field: 'confirmation',
      reason: 'admin.otherAddress',
    });
  }
  await eraseAccount(user);
  recordOutcome('user_deleted');
  return { deleted: true };
}
