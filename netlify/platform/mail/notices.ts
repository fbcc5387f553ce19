import { getEnv } from '../../../config/env/env.ts';
import { CANCEL_LINK_HOURS } from '../../../config/rules/limits.ts';
import type { FunctionEvent } from '../http/message.ts';
import { requestOrigin } from '../http/origin.ts';
import { sendNotice, type MailNotice } from './notice.ts';
import type { MailWords } from './template.ts';

/** For owners whose account someone else may be able to use. */
export function newPasswordAction(): NonNullable<MailNotice['action']> {
  return { label: 'Set a new password', path: `/${getEnv().websiteBasePath.slice(1)}/reset-password` };
}

/** For an owner who may not have made the change. */
export function passwordChangedNotice(othersEnded: boolean): MailNotice {
  return {
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your account was just changed.',
      ...(othersEnded ? ['All other sessions have ended.'] : []),
      'If it was you, you can ignore this email. If it was not, someone knows your password: set a new one immediately.',
    ],
    action: newPasswordAction(),
  };
}

/** For a user whose password was set by a link. Anyone who reads their mail may have followed it. */
export function passwordResetNotice(): MailNotice {
  return {
    subject: 'Your password was reset',
    paragraphs: [
      'The password of your account was just reset with a link that we sent to this address. All sessions have ended.',
      'If it was you, you can ignore this email. If it was not, someone can read your email: secure your mailbox, then set a new password immediately.',
    ],
    action: newPasswordAction(),
  };
}

/** To the current address, before a requested change is made. */
export function emailChangeRequestedNotice(to: string, cancelToken: string): MailNotice {
  const query = new URLSearchParams({ token: cancelToken }).toString();
  return {
    subject: 'Email change requested',
    paragraphs: [
      `Someone who is signed in to your account requested to change the email of your account to ${to}. It changes when they confirm the link that we sent there.`,
      'If it was you, you can ignore this email.',
      `If it was not you, cancel the change immediately. That ends all sessions. If your account has a password, set a new one. The link works once, within ${CANCEL_LINK_HOURS} hours.`,
    ],
    action: {
      label: 'Cancel email change',
      path: `/${getEnv().websiteBasePath.slice(1)}/cancel-email-change?${query}`,
    },
  };
}

/** To the old address, whose owner may not have made the change. */
export function emailChangedNotice(now: string): MailNotice {
  return {
    subject: 'Your email address was changed',
    paragraphs: [
      `The email of your account is now ${now}. This is the last email to the old address.`,
      'If it was you, you can ignore this email. If it was not, someone else can use your account: contact the people who run this site immediately.',
    ],
  };
}

/** To an address that another user wanted to change to. */
export function addressTakenNotice(): MailNotice {
  const { appName } = getEnv();
  return {
    subject: 'You already have an account',
    paragraphs: [
      `A signed-in user of ${appName} requested to use this address. You already have an account with it, so nothing was changed.`,
      'If it was you, sign in with this address, or reset your password if you forgot it. If it was not, you can ignore this email.',
    ],
    action: newPasswordAction(),
  };
}

/** To an address that a user wants to change to. */
export function confirmation(link: string, appName: string): MailWords {
  return {
    subject: 'Confirm your new email',
    paragraphs: [
      `Someone requested to use this address for an account at ${appName}.`,
      'If it was you, follow the link and confirm. It works once.',
      'If it was not you, you can ignore this email.',
    ],
    action: { label: 'Confirm email', link },
  };
}

/** The confirmation page of an email change, at the origin of the request. */
export function confirmationLink(event: FunctionEvent, token: string): string {
  const query = new URLSearchParams({ token }).toString();
  return `${requestOrigin(event)}${getEnv().websiteBasePath}/confirm-email?${query}`;
}

/** The last mail to this address. */
export function accountDeletedNotice(): MailNotice {
  const { appName } = getEnv();
  return {
    subject: 'Your account has been deleted',
    paragraphs: [
      `Your account at ${appName} has been deleted with all its data. You can no longer sign in with it.`,
      'If it was not you, someone else could use your account. If it had a password, change it wherever else you use it.',
    ],
  };
}

/**
 * Sends a notice to the owner of an account.
 *
 * @param email undefined for a user without an address
 * @returns whether the mail was sent; the log has the reason if not
 */
export async function notify(
  event: FunctionEvent,
  email: string | undefined,
  notice: MailNotice,
): Promise<boolean> {
  return email !== undefined && (await sendNotice(email, notice, requestOrigin(event))) === 'sent';
}
