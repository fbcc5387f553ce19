import { getEnv } from '../../../config/env/env.ts';
import type { FunctionEvent } from '../http/message.ts';
import { requestOrigin } from '../http/origin.ts';
import { sendNotice, type MailNotice } from './notice.ts';
import type { MailWords } from './template.ts';

function resetPath(): `/${string}` {
  return `/${getEnv().websiteBasePath.slice(1)}/reset-password`;
}

/** For an owner who may not have made the change. */
export function passwordChangedNotice(othersEnded: boolean): MailNotice {
  return {
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your account was changed just now.',
      ...(othersEnded ? ['Every browser but the one in which that was done is signed out.'] : []),
      'If it was you, there is nothing to do. If it was not, somebody knew your password: set a new one at once.',
    ],
    action: { label: 'Set a new password', path: resetPath() },
  };
}

/** For a user whose password was set by a link. Anyone who reads their mail may have followed it. */
export function passwordResetNotice(): MailNotice {
  return {
    subject: 'Your password was reset',
    paragraphs: [
      'A new password was set for your account just now, with a link that was sent to this address. Every browser is signed out.',
      'If it was you, there is nothing to do. If it was not, somebody can read your mail: secure your mailbox, then set a new password at once.',
    ],
    action: { label: 'Set a new password', path: resetPath() },
  };
}

/** To the current address, before a requested change is made. */
export function emailChangeRequestedNotice(to: string, cancelToken: string): MailNotice {
  const query = new URLSearchParams({ token: cancelToken }).toString();
  return {
    subject: 'Somebody asked to change your email address',
    paragraphs: [
      `Somebody who knows your password asked to change the email address of your account to ${to}. It changes when the link that was sent there is used.`,
      'If it was you, there is nothing to do.',
      'If it was not you, cancel the change at once. That signs out every browser, and you set a new password then. The link works once, within 24 hours.',
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
      `The email address of your account is ${now} from now on. This is the last mail to the one before.`,
      'If it was you, there is nothing to do. If it was not, somebody knew your password: write to the people who run this site at once.',
    ],
  };
}

/** To an address that another user wanted to change to. */
export function addressTakenNotice(): MailNotice {
  const { appName } = getEnv();
  return {
    subject: 'You have an account already',
    paragraphs: [
      `Somebody who is signed in at ${appName} asked for this address for an account. There is one with it already, so nothing was changed.`,
      'If it was you: sign in with this address, and set a new password if you have forgotten yours. If it was not, there is nothing to do.',
    ],
    action: { label: 'Set a new password', path: resetPath() },
  };
}

/** To an address that a user wants to change to. */
export function confirmation(link: string, appName: string): MailWords {
  return {
    subject: 'Confirm your new email',
    paragraphs: [
      `Somebody asked to use this address for an account at ${appName}.`,
      'If it was you, follow the link: the address is changed when you say so there. It works once.',
      'If it was not you, there is nothing to do.',
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
    subject: 'Your account is deleted',
    paragraphs: [
      `Your account at ${appName} is deleted, with everything that was kept for it. Nobody can sign in with it any more.`,
      'If it was not you, somebody knew your password: change it wherever else you use it.',
    ],
  };
}

/** Whether the mail was sent; the log has the reason if not. */
export async function notify(event: FunctionEvent, email: string, notice: MailNotice): Promise<boolean> {
  return (await sendNotice(email, notice, requestOrigin(event))) === 'sent';
}
