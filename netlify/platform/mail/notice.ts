import { getEnv } from '../../../config/env/env.ts';
import { currentScope, noteMail } from '../http/scope.ts';
import { mayNotify } from '../throttle/mails.ts';
import { sendMail, type MailOutcome } from './send.ts';
import { renderMail } from './template.ts';

/** What the owner of an account is told by mail. Every part is plain text; it is escaped where it needs to be. */
export interface MailNotice {
  subject: string;
  paragraphs: readonly string[];
  /** A button, and the path on this site that it leads to. */
  action?: { label: string; path: `/${string}` };
}

/**
 * Tells the owner of an account something by mail, in the app's name and design. Nothing is thrown: what was done stays
 * done, and whoever did it can be told that the mail did not get away. The log line of the request says what came of it.
 * Takes about 3 s at the most, and never longer than the request has left.
 *
 * At most 10 a day go to one address: anyone may sign up with somebody else's and have something happen to the account.
 *
 * @param to the address; the caller has it from the core, never from the request alone
 * @param origin where the request came to, from `requestOrigin`; links lead there
 * @returns `unavailable` where no mail server is configured
 * @example
 * const outcome = await sendNotice(email, { subject: 'Your password was changed', paragraphs: ['…'] }, requestOrigin(event));
 */
export async function sendNotice(to: string, notice: MailNotice, origin: string): Promise<MailOutcome> {
  const event = currentScope()?.event;
  if (event !== undefined && !(await mayNotify(event, to))) {
    noteMail('limited');
    return 'failed';
  }
  return sendCountedNotice(to, notice, origin);
}

/**
 * Sends a notice that the caller has counted, by the limits of mails that are asked for or of warnings. Parameters and
 * outcome are those of {@link sendNotice}.
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
