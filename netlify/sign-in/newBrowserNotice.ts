import { getEnv } from '../../config/env/env.ts';
import { formatTime } from '../../config/formatTime.ts';
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

const UNKNOWN = 'not known';

const WITH_PASSWORD =
  'If it was not, someone else can use your account: sign out of all sessions, and set a new password immediately.';

const WITHOUT_PASSWORD =
  'If it was not, someone else can use your account: sign out of all sessions immediately, and secure the mailbox or the account that you sign in with.';

/**
 * For an owner who may not have signed in themselves.
 *
 * @param hasPassword whether the account has a password that can be reset
 */
export function newBrowserNotice(
  { at, browser, system, place }: ReportedSignIn,
  hasPassword: boolean,
): MailNotice {
  return {
    subject: `New sign-in to ${getEnv().appName}`,
    paragraphs: [
      'Your account was just signed in to with a browser that has not been used for it before.',
      `If it was you, you can ignore this email. ${hasPassword ? WITH_PASSWORD : WITHOUT_PASSWORD}`,
    ],
    facts: [
      { label: 'Time', value: formatTime(at, 'both', 'UTC', 'en-GB') },
      { label: 'Browser', value: browser ?? UNKNOWN },
      { label: 'System', value: system ?? UNKNOWN },
      ...(place === undefined ? [] : [{ label: 'Approximate place', value: place }]),
    ],
    action: { label: 'Review your sessions', path: '/account/sessions' },
    ...(hasPassword && { links: [newPasswordAction()] }),
  };
}
