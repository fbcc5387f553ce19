import type { User } from 'supertokens-node/types';
import type { FunctionEvent } from '../platform/http/message.ts';
import type { MailNotice } from '../platform/mail/notice.ts';
import { notify } from '../platform/mail/notices.ts';

/** The page that lists the passkeys of a user. */
const PAGE = '/account/passkeys';

const action = { label: 'Review your passkeys', path: PAGE } as const;

const NOT_YOU =
  'If it was you, you can ignore this email. If it was not, someone has access to your account: remove passkeys that you do not know, end all sessions and set a new password.';

export function passkeyAddedNotice(name: string): MailNotice {
  return {
    subject: 'A passkey was added to your account',
    paragraphs: [`The passkey “${name}” can now sign in to your account.`, NOT_YOU],
    action,
  };
}

export function passkeyRemovedNotice(name: string): MailNotice {
  return {
    subject: 'A passkey was removed from your account',
    paragraphs: [`The passkey “${name}” can no longer sign in to your account.`, NOT_YOU],
    action,
  };
}

/** The device counts its uses. A count that does not go up means that a copy of the device exists. */
export function copiedPasskeyNotice(name: string): MailNotice {
  return {
    subject: 'A sign-in with your passkey was refused',
    paragraphs: [
      `Someone tried to sign in with your passkey “${name}”, but its use counter did not go up. The passkey may have been copied, so the sign-in was refused.`,
      'Remove this passkey and add a new one, even if it was you who tried to sign in.',
    ],
    action,
  };
}

export function removedPasskeyNotice(name: string): MailNotice {
  return {
    subject: 'A sign-in with a removed passkey was refused',
    paragraphs: [
      `Someone tried to sign in with the passkey “${name}”, which had been removed from your account. The sign-in was refused.`,
      'If it was you, delete this passkey from your device or password manager, too. If it was not, someone else has the device that it is stored on.',
    ],
    action,
  };
}

/**
 * Sends a notice to the owner of an account.
 *
 * @returns false if it was not sent; true, too, for a user without an address
 */
export async function notifyOwner(event: FunctionEvent, user: User, notice: MailNotice): Promise<boolean> {
  const [email] = user.emails;
  return email === undefined || (await notify(event, email, notice));
}
