import { isEmailVerified } from 'supertokens-node/recipe/emailverification';
import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { sendCountedNotice } from '../platform/mail/notice.ts';
import { emailChangeRequestedNotice } from '../platform/mail/notices.ts';
import { mailRefusal } from '../platform/mail/send.ts';
import type { OwnPassword } from '../password/ownPassword.ts';
import { restoreEmailRequest, type CredentialState } from './outstanding.ts';

const UNREACHABLE_OWNER =
  'The mail server does not accept mail for your current address, so you cannot be warned of the change. Nothing was changed. Ask the people who run this site.';

interface RequestedChange {
  userId: string;
  own: OwnPassword;
  /** The address that was asked for. */
  to: string;
  cancelToken: string;
  /** Read before the change was requested. */
  before: CredentialState;
}

/**
 * Sends the link that cancels a change to the current address. A change whose owner cannot be warned ends here: whoever
 * asks for it may be an attacker who knows the password. An address that its user has never verified may be mistyped, so
 * one that the mail server refuses for good can still be corrected.
 *
 * @returns whether the owner was warned
 * @throws Refusal 400 where a verified address is refused for good, 503 where the mail could not be sent
 * @see docs/decisions/047-warn-the-owner-before-an-address-changes.md
 */
export async function warnOwner(event: FunctionEvent, change: RequestedChange): Promise<boolean> {
  const { userId, own, to, cancelToken, before } = change;
  const notice = emailChangeRequestedNotice(to, cancelToken);
  const outcome = await sendCountedNotice(own.email, notice, requestOrigin(event));
  if (outcome === 'sent') return true;
  const isRefused = outcome === 'refused';
  if (isRefused && !(await isEmailVerified(own.recipeUserId, own.email))) return false;
  await restoreEmailRequest(userId, before);
  if (isRefused) throw new Refusal(400, 'BAD_REQUEST', UNREACHABLE_OWNER, { outcome: 'owner_unreachable' });
  throw mailRefusal(outcome);
}
