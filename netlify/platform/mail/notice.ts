import { getEnv } from '../../../config/env/env.ts';
import { currentScope, recordMail } from '../http/scope.ts';
import { mayNotify } from '../throttle/mails.ts';
import { sendMail, type MailOutcome } from './send.ts';
import { renderMail } from './template.ts';

/** A notice for the owner of an account. All parts are plain text; they are escaped as needed. */
export interface MailNotice {
  subject: string;
  paragraphs: readonly string[];
  /** A button with a path on this site. */
  action?: { label: string; path: `/${string}` };
}

/**
 * Sends the owner of an account a notice in the app's name and design. Never throws: the action is already
 * done, and the caller can tell the user that the mail failed. The log line of the request has the outcome.
 * Takes about 3 s at most, and never longer than the request has left.
 *
 * One address gets at most 10 a day: anyone may sign up with another user's address and cause notices.
 *
 * @param to the address, from the core, never from the request alone
 * @param origin origin of the request, from `requestOrigin`; links point there
 * @returns `unavailable` if no mail server is configured
 * @example
 * const outcome = await sendNotice(email, { subject: 'Your password was changed', paragraphs: ['…'] },
 * requestOrigin(event));
 */
export async function sendNotice(to: string, notice: MailNotice, origin: string): Promise<MailOutcome> {
  if (currentScope() !== undefined && !(await mayNotify(to))) {
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
  to: string,
  notice: MailNotice,
  origin: string,
): Promise<MailOutcome> {
  const { appName } = getEnv();
  const { subject, paragraphs, action } = notice;
  const words = {
    subject,
    paragraphs,
    ...(action !== undefined && { action: { label: action.label, link: origin + action.path } }),
  };
  return sendMail(to, renderMail(words, { appName, origin }));
}
