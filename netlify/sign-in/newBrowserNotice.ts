import { getEnv } from '../../config/env/env.ts';
import { formatTime } from '../../config/formatTime.ts';
import { localize } from '../platform/mail/localize.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { newPasswordAction } from '../platform/mail/notices.ts';

/** What is known of a sign-in. */
export interface ReportedSignIn {
  /** In milliseconds since the epoch. */
  at: number;
  /** Names for display; null if unknown. */
  browser: string | null;
  system: string | null;
  /** Where the network of the browser may be; undefined if unknown. */
  place: string | undefined;
}

/**
 * For an owner who may not have signed in themselves.
 *
 * @param hasPassword whether the account has a password that can be reset
 */
export const newBrowserNotice = (
  { at, browser, system, place }: ReportedSignIn,
  hasPassword: boolean,
): MailNotice =>
  localize((t, { locale }) => ({
    subject: t('newBrowser.subject', { appName: getEnv().appName }),
    paragraphs: [
      t('newBrowser.what'),
      hasPassword ? t('newBrowser.withPassword') : t('newBrowser.withoutPassword'),
    ],
    facts: [
      { label: t('newBrowser.time'), value: formatTime(at, 'both', 'UTC', locale) },
      { label: t('newBrowser.browser'), value: browser ?? t('newBrowser.unknown') },
      { label: t('newBrowser.system'), value: system ?? t('newBrowser.unknown') },
      ...(place === undefined ? [] : [{ label: t('newBrowser.place'), value: place }]),
    ],
    action: { label: t('reviewSessions'), path: '/account/sessions' },
    ...(hasPassword && { links: [newPasswordAction(t)] }),
  }));
