import type { ActivityKind } from '../../config/contracts/activity.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { notify } from '../platform/mail/notices.ts';
import { recordActivity } from './activityLog.ts';

/** The owner of an account. */
interface Owner {
  userId: string;
  /** Undefined for a user without an address. */
  email: string | undefined;
}

/**
 * Tells the owner of an account what was done: by mail, and in the activity of the account. Never throws.
 *
 * @returns false if the mail was not sent, see {@link notify}
 */
export async function tellOwner(
  event: FunctionEvent,
  { userId, email }: Owner,
  notice: MailNotice,
  kind: ActivityKind,
): Promise<boolean> {
  const [notified] = await Promise.all([notify(event, email, notice), recordActivity(event, userId, kind)]);
  return notified;
}
