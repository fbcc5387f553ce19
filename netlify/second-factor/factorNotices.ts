import { FACTOR_SETTINGS_PATH } from '../../config/contracts/second-factor.ts';
import type english from '../../config/messages/en/second-factor-mail.json';
import { mailsWith } from '../platform/mail/localize.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { newPasswordAction } from '../platform/mail/notices.ts';

const localize = mailsWith(
  (language) =>
    import(`../../config/messages/${language}/second-factor-mail.json`) as Promise<{
      default: typeof english;
    }>,
);

/** For an owner who may not have made the change. */
export const factorAddedNotice: MailNotice = localize((t) => ({
  subject: t('added.subject'),
  paragraphs: [t('added.what'), t('added.keepCodes'), t('notYou')],
  action: newPasswordAction(t),
}));

/** For an owner who may not have made the change. */
export const factorRemovedNotice: MailNotice = localize((t) => ({
  subject: t('removed.subject'),
  paragraphs: [t('removed.what'), t('notYou')],
  action: newPasswordAction(t),
}));

/** For an owner whose recovery code may have been found by someone else. */
export const recoveryCodeUsedNotice = (left: number): MailNotice =>
  localize((t) => ({
    subject: t('codeUsed.subject'),
    paragraphs: [t('codeUsed.what', { left }), t('notYou')],
    action: { label: t('codeUsed.button'), path: FACTOR_SETTINGS_PATH },
  }));

/** For an owner who may not have made the change. */
export const recoveryCodesReplacedNotice: MailNotice = localize((t) => ({
  subject: t('codesReplaced.subject'),
  paragraphs: [t('codesReplaced.what'), t('notYou')],
  action: { label: t('codesReplaced.button'), path: FACTOR_SETTINGS_PATH },
}));
