import type { ActivityKind } from '../../config/contracts/activity.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { notify, type Owner } from '../platform/mail/notices.ts';
import { recordActivity } from './activityLog.ts';

/**
 * Tells the owner of an account what was done: by mail, and in the activity of the account. Never throws.
 *
 * @returns whether a mail was sent, see {@link notify}
 */
export async function tellOwner(
  event: FunctionEvent,
  owner: Owner,
  notice: MailNotice,
  kind: ActivityKind,
): Promise<boolean> {
  const [notified] = await Promise.all([
    notify(event, owner, notice),
    recordActivity(event, owner.userId, kind),
  ]);
  return notified;
}
