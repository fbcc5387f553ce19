import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { Smtp } from '../../config/smtpEnv.ts';
import { noteMail, timeLeft } from '../http/scope.ts';
import { MailConnection, MailFailure, type Parcel } from './smtp.ts';
import type { MailForms } from './template.ts';

/** How long a mail server may take to let us in, and as long again to take a mail, in milliseconds. */
const PATIENCE_MS = 1500;

/** What the answer itself still needs when the mail server has used up its time, in milliseconds. */
const RESERVE_MS = 400;

/** What came of a mail: the server has it, there is no server, or it did not take it. */
export type MailOutcome = 'sent' | 'unavailable' | 'failed';

const patience = (): number => Math.max(1, Math.min(PATIENCE_MS, timeLeft() - RESERVE_MS));

/** The message as it goes over the line. */
async function pack(to: string, { subject, text, html }: MailForms, { from }: Smtp): Promise<Parcel> {
  const message = await new MailComposer({
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    // Nobody's out-of-office note is to answer it.
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
    .compile()
    .build();
  return { from: from.address, to, message };
}

/**
 * Connects to the mail server within the time that the request has left.
 *
 * @throws MailFailure
 */
export function openMail(smtp: Smtp): Promise<MailConnection> {
  return MailConnection.open(smtp, patience());
}

/**
 * Hands one mail over, and ends the connection.
 *
 * @throws MailFailure
 */
export async function sendThrough(
  connection: MailConnection,
  to: string,
  forms: MailForms,
  smtp: Smtp,
): Promise<void> {
  try {
    await connection.send(await pack(to, forms, smtp), patience());
    connection.quit();
  } catch (error) {
    connection.cut();
    throw error;
  }
}

/** Says in the log line of the request what came of its mail. */
export async function noted(send: () => Promise<void>): Promise<MailOutcome> {
  try {
    await send();
    noteMail('sent');
    return 'sent';
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error;
    noteMail('failed', error.reason);
    return 'failed';
  }
}

/** Sends one mail. Takes no longer than the request has left, and fails with a value, never with an error. */
export async function sendMail(to: string, forms: MailForms, smtp: Smtp | undefined): Promise<MailOutcome> {
  if (smtp === undefined) {
    noteMail('unavailable');
    return 'unavailable';
  }
  return noted(async () => sendThrough(await openMail(smtp), to, forms, smtp));
}
