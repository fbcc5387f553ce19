import { getUser } from 'supertokens-node';
import { getSessionInformation, type SessionContainer } from 'supertokens-node/recipe/session';
import { getUserMetadata } from 'supertokens-node/recipe/usermetadata';
import type { User } from 'supertokens-node/types';
import type * as z from 'zod';
import type { AccountDeleted, deletionRequest } from '../../config/contracts/deletion.ts';
import { requireStoredData } from '../data/storedData.ts';
import { isBeingDeleted } from '../platform/account/deletionStart.ts';
import { removeOwnAdminRole } from '../platform/roles/lastAdmin.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { sessionGone } from '../platform/session/verifySession.ts';
import { forgetAccount } from '../platform/throttle/throttle.ts';
import { eraseAccount, eraseLeftovers } from './eraseAccount.ts';
import { accountDeletedNotice, notify, toOwner } from '../platform/mail/notices.ts';
import { wrongPassword } from '../password/ownPassword.ts';
import { hasProof } from '../password/proof.ts';

/** The session is checked here and not before: it is gone if the same request has come twice. */
async function canProceed(session: SessionContainer): Promise<boolean> {
  const stored = await getSessionInformation(session.getHandle());
  return stored !== undefined || isBeingDeleted(await getUserMetadata(session.getUserId()));
}

function alreadyDeleted(): AccountDeleted {
  recordOutcome('account_gone');
  return { deleted: true, notified: true };
}

/** A concurrent request may already have deleted the account. */
async function ignoreIfDeleted(user: User, refusal: Error): Promise<AccountDeleted> {
  if ((await getUser(user.id)) !== undefined) throw refusal;
  // This attempt may have been counted after the other request had removed the counters.
  await forgetAccount(user);
  return alreadyDeleted();
}

/**
 * Deletes the account of the user if the password is correct, or if they have none and signed in recently. A
 * second request succeeds, too, whether the first one is done or in progress.
 *
 * @throws Refusal 400 for a wrong or missing password, 403 for a sign-in that is not recent, 409 for the only
 *   administrator, 429
 * @throws DatabaseUnavailable before anything has changed, if the database is down
 */
export async function deleteOwnAccount(
  session: SessionContainer,
  event: FunctionEvent,
  { password }: z.output<typeof deletionRequest>,
): Promise<AccountDeleted> {
  const user = await getUser(session.getUserId());
  if (user === undefined) {
    await eraseLeftovers(session.getUserId());
    return alreadyDeleted();
  }
  if (!(await canProceed(session))) return ignoreIfDeleted(user, sessionGone());
  if (!(await hasProof(session, user, password))) return ignoreIfDeleted(user, wrongPassword('password'));
  await requireStoredData(user.id);
  await removeOwnAdminRole(session.getTenantId(), user.id);
  const isFirst = (await eraseAccount(user)) > 0;
  recordOutcome('account_deleted');
  return { deleted: true, notified: !isFirst || (await notify(event, toOwner(user), accountDeletedNotice)) };
}
