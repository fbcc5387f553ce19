import { AsyncLocalStorage } from 'node:async_hooks';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { getEnv } from '../../../config/env/env.ts';
import type { Smtp } from '../../../config/env/smtpEnv.ts';
import { Refusal } from '../http/refusal.ts';
import { recordMail, timeLeft } from '../http/scope.ts';
import { MailConnection, MailFailure, type Parcel } from './smtp.ts';
import type { MailForms } from './template.ts';

/** Timeout for connecting to a mail server, and again for a mail, in milliseconds. */
const TIMEOUT_MS = 1500;

/** Time reserved for the response after the mail server has used up its time, in milliseconds. */
const RESERVE_MS = 400;

/** Retry-After when a mail server is down. */
const RETRY_AFTER_SECONDS = 30;

/** Result of a mail: accepted, no server configured, recipient rejected permanently, or failed. */
export type MailOutcome = 'sent' | 'unavailable' | 'refused' | 'failed';

const timeoutMs = (): number => Math.max(1, Math.min(TIMEOUT_MS, timeLeft() - RESERVE_MS));

/** The raw message. */
async function pack(to: string, { subject, text, html }: MailForms, { from }: Smtp): Promise<Parcel> {
  const message = await new MailComposer({
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    // Prevents automatic replies such as out-of-office notes.
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
    .compile()
    .build();
  return { from: from.address, to, message };
}

const connection = new AsyncLocalStorage<MailConnection>();

async function handOver(open: MailConnection, to: string, forms: MailForms, smtp: Smtp): Promise<void> {
  try {
    await open.send(await pack(to, forms, smtp), timeoutMs());
  } catch (error) {
    open.cut();
    throw error;
  }
}

/** Sets the outcome of a mail in the log line. */
function recordMailFailure(error: unknown): 'refused' | 'failed' {
  if (!(error instanceof MailFailure)) throw error;
  // A nonexistent address is not our error and alerts no one.
  if (error.recipientRefused) recordMail('refused');
  else recordMail('failed', error.reason);
  return error.recipientRefused ? 'refused' : 'failed';
}

/** Sends over the connection of withMailServer, or over a new one if that cannot send more. */
async function deliver(to: string, forms: MailForms, smtp: Smtp): Promise<void> {
  const shared = connection.getStore();
  if (shared !== undefined && !shared.over) return handOver(shared, to, forms, smtp);
  const own = await MailConnection.open(smtp, timeoutMs());
  await handOver(own, to, forms, smtp);
  own.quit();
}

/** Sends one mail. Takes no longer than the request has left. Never throws. */
export async function sendMail(to: string, forms: MailForms): Promise<MailOutcome> {
  const { smtp } = getEnv();
  if (smtp === undefined) {
    recordMail('unavailable');
    return 'unavailable';
  }
  try {
    await deliver(to, forms, smtp);
    recordMail('sent');
    return 'sent';
  } catch (error) {
    return recordMailFailure(error);
  }
}

const RECIPIENT_REFUSED = 'The mail server rejects this address permanently. Check it for typing errors.';

/**
 * Returns the refusal for a user who waits for a mail that was not sent.
 *
 * @param field the form field with the address, if any
 */
export function mailRefusal(outcome: Exclude<MailOutcome, 'sent'>, field?: string): Refusal {
  if (outcome === 'refused') {
    const details = {
      reason: 'platform.recipientRefused',
      outcome: 'recipient_refused',
      ...(field !== undefined && { field }),
    } as const;
    return new Refusal(400, 'BAD_REQUEST', RECIPIENT_REFUSED, details);
  }
  return outcome === 'unavailable'
    ? new Refusal(503, 'MAIL_UNAVAILABLE', 'This site does not send email.', { reason: 'platform.noMail' })
    : new Refusal(503, 'MAIL_UNAVAILABLE', 'The email could not be sent. Try again in a minute.', {
        reason: 'platform.mailFailed',
        headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
      });
}

/**
 * Connects to a mail server before the work begins, which sends its mails over this connection. So a server
 * that is missing or down is reported to everyone alike, whether or not there is an account to write to.
 *
 * @throws Refusal 503
 */
export async function withMailServer<T>(work: () => Promise<T>): Promise<T> {
  const { smtp } = getEnv();
  if (smtp === undefined) {
    recordMail('unavailable');
    throw mailRefusal('unavailable');
  }
  const open = await MailConnection.open(smtp, timeoutMs()).catch((error: unknown) => {
    throw mailRefusal(recordMailFailure(error));
  });
  try {
    return await connection.run(open, work);
  } finally {
    open.quit();
  }
}
