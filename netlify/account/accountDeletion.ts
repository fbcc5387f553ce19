import { getUser } from 'supertokens-node';
import { getSessionInformation, type SessionContainer } from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { areDeletionWords, DELETION_WORDS } from '../../config/accountDeletion.ts';
import type { AccountDeleted } from '../../config/functionContract.ts';
import type { FunctionEvent } from '../http/message.ts';
import { Refusal } from '../http/refusal.ts';
import { noteOutcome } from '../http/scope.ts';
import { sessionGone } from '../session/requireSession.ts';
import { deleteAccount } from './deleteAccount.ts';
import { accountDeletedNotice, notify } from './notices.ts';
import { isOwnPassword, passwordOf } from './ownPassword.ts';

const MISSING = 'Give your password.';
const WRONG = 'That is not your password.';
const NOT_MEANT = `Type the words “${DELETION_WORDS}”. Nothing was deleted.`;

/** Longer than the rule allows: a password may be older than the rule. */
const LONGEST_PASSWORD = 1000;

/** `POST account/deletion`. */
export const deletionOrder = z.strictObject({
  password: z.string(MISSING).min(1, MISSING).max(LONGEST_PASSWORD, WRONG),
  confirmation: z.string(NOT_MEANT).refine(areDeletionWords, NOT_MEANT),
});

/** The session is looked for here, and not before: it went with the account if this order came twice. */
async function requireStillThere(session: SessionContainer): Promise<void> {
  if ((await getSessionInformation(session.getHandle())) === undefined) throw sessionGone();
}

/**
 * Deletes the account of whoever is signed in, if she knows the password. Asked a second time it is done already, which
 * is what she wanted.
 *
 * @throws Refusal 400 for a wrong password, 409 for an account that has none, 429
 */
export async function deleteOwnAccount(
  session: SessionContainer,
  event: FunctionEvent,
  { password }: z.output<typeof deletionOrder>,
): Promise<AccountDeleted> {
  const user = await getUser(session.getUserId());
  if (user === undefined) {
    noteOutcome('account_gone');
    return { deleted: true, notified: true };
  }
  await requireStillThere(session);
  const own = passwordOf(user, session);
  if (!(await isOwnPassword(event, session, own, password)))
    throw new Refusal(400, 'BAD_REQUEST', WRONG, { field: 'password', outcome: 'wrong_password' });
  const isFirst = (await deleteAccount(event, user)) > 0;
  noteOutcome('account_deleted');
  return { deleted: true, notified: !isFirst || (await notify(event, own.email, accountDeletedNotice())) };
}
