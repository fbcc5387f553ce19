import { isEmailVerified } from 'supertokens-node/recipe/emailverification';
import type { FunctionEvent } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { sendCountedNotice } from '../platform/mail/notice.ts';
import { emailChangeRequestedNotice } from '../platform/mail/notices.ts';
import { mailRefusal } from '../platform/mail/send.ts';
import type { OwnAddress } from './ownAddress.ts';
import { saveEmailRequest, type CredentialState } from './outstanding.ts';

const OWNER_UNREACHABLE =
  'The mail server rejects your current address, so we cannot notify you of the change. Nothing was changed. Ask the people who run this site.';

interface RequestedChange {
  userId: string;
  own: OwnAddress;
  /** The requested address. */
  to: string;
  cancelToken: string;
  /** Read before the change was requested. */
  before: CredentialState;
}

/**
 * Sends the cancel link to the current address. Rejects the change if the owner cannot be warned: the
 * requester may be an attacker who can use the account. An unverified address may be mistyped, so
 * it can be corrected even if the mail server rejects it permanently.
 *
 * @returns whether the owner was warned
 * @throws Refusal 400 if a verified address is rejected permanently, 503 if the mail could not be sent
 * @see docs/decisions/047-warn-the-owner-before-an-address-changes.md
 */
export async function warnOwner(event: FunctionEvent, change: RequestedChange): Promise<boolean> {
  const { userId, own, to, cancelToken, before } = change;
  const notice = emailChangeRequestedNotice(to, cancelToken);
  const outcome = await sendCountedNotice({ email: own.email, userId }, notice, requestOrigin(event));
  if (outcome === 'sent') return true;
  const isRefused = outcome === 'refused';
  if (isRefused && !(await isEmailVerified(own.recipeUserId, own.email))) return false;
  await saveEmailRequest(userId, before.request);
  if (isRefused)
    throw new Refusal(400, 'BAD_REQUEST', OWNER_UNREACHABLE, {
      reason: 'email.ownerUnreachable',
      outcome: 'owner_unreachable',
    });
  throw mailRefusal(outcome);
}
