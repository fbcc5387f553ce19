import { FACTOR_SETTINGS_PATH } from '../../config/contracts/second-factor.ts';
import type english from '../../config/messages/en/admin-mail.json';
import { tellOwner } from '../activity/tellOwner.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { mailsWith } from '../platform/mail/localize.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { toOwner } from '../platform/mail/notices.ts';
import type { SessionEvent } from '../platform/session/verifySession.ts';
import { deleteFactor } from '../second-factor/factorRows.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { endOtherSessions } from '../sessions/sessionList.ts';
import { requireExistingUser } from './userDetails.ts';

const localize = mailsWith(
  (language) =>
    import(`../../config/messages/${language}/admin-mail.json`) as Promise<{ default: typeof english }>,
);

/** For an owner who has lost their app and asked an administrator. */
const factorRemovedByAdminNotice: MailNotice = localize((t) => ({
  subject: t('factorRemoved.subject'),
  paragraphs: [t('factorRemoved.what'), t('factorRemoved.notYou')],
  action: { label: t('factorRemoved.button'), path: FACTOR_SETTINGS_PATH },
}));

/**
 * Removes the second factor of a user who has lost their device and recovery codes, ends all their sessions
 * and tells them by mail.
 *
 * @throws Refusal 409 for the administrator's own factor
 */
export async function removeFactorOf(event: SessionEvent, userId: string): Promise<{ changed: boolean }> {
  const { session } = event;
  const user = await requireExistingUser(userId);
  const { id } = user;
  if (id === session.getUserId())
    throw new Refusal(409, 'CONFLICT', 'Turn off your own two-factor authentication on your account pages.', {
      reason: 'admin.ownFactor',
    });
  // First: if it fails, nothing is removed.
  await endOtherSessions(session, id);
  const changed = await deleteFactor(subjectOf(id));
  recordOutcome('second_factor_removed');
  if (changed)
    await tellOwner(event, toOwner(user), factorRemovedByAdminNotice, 'second_factor_removed_by_admin');
  // Again, for those that were begun meanwhile.
  await endOtherSessions(session, id);
  return { changed };
}
