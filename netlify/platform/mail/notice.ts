import { currentScope, recordMail } from '../http/scope.ts';
import type { Recipient } from '../account/keptLanguage.ts';
import { mayNotify } from '../throttle/mails.ts';
import type { Localized } from '../messages/localizer.ts';
import type { MailOutcome } from './send.ts';
import { sendLocalized } from './sendLocalized.ts';
import type { MailWords } from './template.ts';

/** A link to a path on this site. */
export interface SiteLink {
  label: string;
  path: `/${string}`;
}

/** The content of a notice. All parts are plain text; they are escaped as needed. */
export interface NoticeWords {
  subject: string;
  paragraphs: readonly string[];
  /** What happened, one line each. */
  facts?: readonly { label: string; value: string }[];
  /** A button with a path on this site. */
  action?: SiteLink;
  /** Where to go besides, as links without a button. */
  links?: readonly SiteLink[];
}

/** A notice for the owner of an account. */
export type MailNotice = Localized<NoticeWords>;

function withOrigin({ action, links, ...rest }: NoticeWords, origin: string): MailWords {
  const absolute = ({ label, path }: SiteLink) => ({ label, link: origin + path });
  return {
    ...rest,
    ...(action !== undefined && { action: absolute(action) }),
    ...(links !== undefined && { links: links.map(absolute) }),
  };
}

/**
 * Sends the owner of an account a notice in the app's name and design. Never throws: the action is already
 * done, and the caller can tell the user that the mail failed. The log line of the request has the outcome.
 * Takes about 3 s at most, and never longer than the request has left.
 *
 * One address gets at most 10 a day: anyone may sign up with another user's address and cause notices.
 *
 * @param to the user and their address, from the core, never from the request alone
 * @param origin origin of the request, from `requestOrigin`; links point there
 * @returns `unavailable` if no mail server is configured
 * @example
 * const outcome = await sendNotice({ email, userId }, passwordChangedNotice(true), requestOrigin(event));
 */
export async function sendNotice(to: Recipient, notice: MailNotice, origin: string): Promise<MailOutcome> {
  if (currentScope() !== undefined && !(await mayNotify(to.email))) {
    recordMail('limited');
    return 'failed';
  }
  return sendCountedNotice(to, notice, origin);
}

/**
 * Sends a notice that the caller has counted by another limit. Parameters and result are those of
 * {@link sendNotice}.
 */
export async function sendCountedNotice(
  to: Recipient,
  notice: MailNotice,
  origin: string,
): Promise<MailOutcome> {
  return sendLocalized(to, async (language) => withOrigin(await notice(language), origin), origin);
}
