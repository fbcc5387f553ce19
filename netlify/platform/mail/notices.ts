import type { User } from 'supertokens-node/types';
import { getEnv } from '../../../config/env/env.ts';
import { CANCEL_LINK_HOURS } from '../../../config/rules/limits.ts';
import type { FunctionEvent } from '../http/message.ts';
import { requestOrigin } from '../http/origin.ts';
import type { RemovedCredential } from '../http/changedAccounts.ts';
import type { Localized } from '../messages/localizer.ts';
import { localize, type MailTranslator } from './localize.ts';
import { sendNotice, type MailNotice, type SiteLink } from './notice.ts';
import type { MailWords } from './template.ts';

/** For owners whose account someone else may be able to use. */
export function newPasswordAction(t: MailTranslator): SiteLink {
  return { label: t('setNewPassword'), path: `/${getEnv().websiteBasePath.slice(1)}/reset-password` };
}

/** For an owner who may not have made the change. */
export const passwordChangedNotice = (othersEnded: boolean): MailNotice =>
  localize((t) => ({
    subject: t('passwordChanged.subject'),
    paragraphs: [
      t('passwordChanged.what'),
      ...(othersEnded ? [t('passwordChanged.othersEnded')] : []),
      t('passwordChanged.notYou'),
    ],
    action: newPasswordAction(t),
  }));

const REMOVED_TEXTS = {
  passkey: 'passwordWasReset.passkeysRemoved',
  second_factor: 'passwordWasReset.factorRemoved',
} as const;

/**
 * For a user whose password was set by a link. Anyone who reads their mail may have followed it.
 *
 * @param removed what the account had from before its address was proved
 */
export const passwordResetNotice = (removed: readonly RemovedCredential[]): MailNotice =>
  localize((t) => ({
    subject: t('passwordWasReset.subject'),
    paragraphs: [
      t('passwordWasReset.what'),
      ...removed.map((kind) => t(REMOVED_TEXTS[kind])),
      t('passwordWasReset.notYou'),
    ],
    action: newPasswordAction(t),
  }));

function cancelLink(token: string): SiteLink['path'] {
  const query = new URLSearchParams({ token }).toString();
  return `/${getEnv().websiteBasePath.slice(1)}/cancel-email-change?${query}`;
}

/** To the current address, before a requested change is made. */
export const emailChangeRequestedNotice = (to: string, cancelToken: string): MailNotice =>
  localize((t) => ({
    subject: t('emailChangeRequested.subject'),
    paragraphs: [
      t('emailChangeRequested.what', { email: to }),
      t('ignoreIfYou'),
      t('emailChangeRequested.notYou', { hours: CANCEL_LINK_HOURS }),
    ],
    action: { label: t('emailChangeRequested.button'), path: cancelLink(cancelToken) },
  }));

/** To the old address, whose owner may not have made the change. */
export const emailChangedNotice = (now: string): MailNotice =>
  localize((t) => ({
    subject: t('emailChanged.subject'),
    paragraphs: [t('emailChanged.what', { email: now }), t('emailChanged.notYou')],
  }));

/** To an address that another user wanted to change to. */
export const addressTakenNotice: MailNotice = localize((t) => ({
  subject: t('addressTaken.subject'),
  paragraphs: [t('addressTaken.what', { appName: getEnv().appName }), t('addressTaken.ifYou')],
  action: newPasswordAction(t),
}));

/** To an address that a user wants to change to. */
export const confirmation = (link: string): Localized<MailWords> =>
  localize((t) => ({
    subject: t('confirmEmail.subject'),
    paragraphs: [
      t('confirmEmail.what', { appName: getEnv().appName }),
      t('confirmEmail.ifYou'),
      t('ignoreIfNotYou'),
    ],
    action: { label: t('confirmEmail.button'), link },
  }));

/** The confirmation page of an email change, at the origin of the request. */
export function confirmationLink(event: FunctionEvent, token: string): string {
  const query = new URLSearchParams({ token }).toString();
  return `${requestOrigin(event)}${getEnv().websiteBasePath}/confirm-email?${query}`;
}

/** The last mail to this address. */
export const accountDeletedNotice: MailNotice = localize((t) => ({
  subject: t('accountDeleted.subject'),
  paragraphs: [t('accountDeleted.what', { appName: getEnv().appName }), t('accountDeleted.notYou')],
}));

/** The owner of an account. */
export interface Owner {
  userId: string;
  /** Where to write to them; undefined for a user without an address. */
  email: string | undefined;
}

/** Returns the owner of an account of the core. */
export const toOwner = ({ id, emails }: Pick<User, 'id' | 'emails'>): Owner => ({
  userId: id,
  email: emails[0],
});

/**
 * Sends a notice to the owner of an account. Never throws.
 *
 * @returns whether a mail was sent: false for a user without an address, too. The log has the reason of a
 *   failure
 */
export async function notify(
  event: FunctionEvent,
  { userId, email }: Owner,
  notice: MailNotice,
): Promise<boolean> {
  if (email === undefined) return false;
  return (await sendNotice({ email, userId }, notice, requestOrigin(event))) === 'sent';
}
