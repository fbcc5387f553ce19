import { FACTOR_SETTINGS_PATH } from '../../config/contracts/secondFactor.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { newPasswordAction } from '../platform/mail/notices.ts';

const settings = (label: string): NonNullable<MailNotice['action']> => ({
  label,
  path: FACTOR_SETTINGS_PATH,
});

const IF_NOT_YOU =
  'If it was you, you can ignore this email. If it was not, someone can sign in to your account: set a new password immediately and contact the people who run this site.';

/** For an owner who may not have made the change. */
export function factorAddedNotice(): MailNotice {
  return {
    subject: 'Two-factor authentication was turned on',
    paragraphs: [
      'Your account now asks for a code of an authenticator app when you sign in. All other sessions have ended.',
      'Keep your recovery codes in a safe place: you need one if you lose the app.',
      IF_NOT_YOU,
    ],
    action: newPasswordAction(),
  };
}

/** For an owner who may not have made the change. */
export function factorRemovedNotice(): MailNotice {
  return {
    subject: 'Two-factor authentication was turned off',
    paragraphs: [
      'Your account no longer asks for a code when you sign in. All other sessions have ended.',
      IF_NOT_YOU,
    ],
    action: newPasswordAction(),
  };
}

/** For an owner whose recovery code may have been found by someone else. */
export function recoveryCodeUsedNotice(left: number): MailNotice {
  return {
    subject: 'A recovery code was used',
    paragraphs: [
      `A recovery code was used in place of a code of your authenticator app. ${left} of your codes ${left === 1 ? 'is' : 'are'} left.`,
      IF_NOT_YOU,
    ],
    action: settings('Create new recovery codes'),
  };
}

/** For an owner who may not have made the change. */
export function recoveryCodesReplacedNotice(): MailNotice {
  return {
    subject: 'Your recovery codes were replaced',
    paragraphs: [
      'New recovery codes were created for your account. The earlier ones no longer work.',
      IF_NOT_YOU,
    ],
    action: settings('Check your settings'),
  };
}
