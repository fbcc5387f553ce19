import { setTimeout as delay } from 'node:timers/promises';

/** A mail in the format of the inbox's REST API, with the fields that tests read. */
export interface ReceivedMail {
  id: string;
  subject: string;
  from: { name: string; address: string }[];
  to: { name: string; address: string }[];
  text: string;
  html: string;
  headers: Record<string, unknown>;
}

/** Maximum time until a sent mail is in the inbox, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** All mails to an address, oldest first. */
export async function mailsTo(inbox: string, to: string): Promise<ReceivedMail[]> {
  const { origin, username, password } = new URL(inbox);
  const authorization = `Basic ${btoa(`${username}:${password}`)}`;
  const query = new URLSearchParams({ 'to.address': to });
  const headers = username === '' ? undefined : { authorization };
  const response = await fetch(`${origin}/api/email?${query}`, { headers });
  return (await response.json()) as ReceivedMail[];
}

/**
 * Waits for a mail to an address, and returns the newest.
 *
 * @param inbox address of its web page, with user and password if it has any
 * @param subject of the mail, or a part of it
 * @throws Error if there is none within 30 s
 */
export async function readMail(inbox: string, to: string, subject = ''): Promise<ReceivedMail> {
  const end = Date.now() + TIMEOUT_MS;
  do {
    const mail = (await mailsTo(inbox, to)).filter((one) => one.subject.includes(subject)).at(-1);
    if (mail !== undefined) return mail;
    await delay(50);
  } while (Date.now() < end);
  throw new Error(`There is no mail to ${to}${subject === '' ? '' : ` about "${subject}"`}.`);
}

/** The first link in the text part of a mail. */
export function linkIn({ text }: ReceivedMail): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (link === undefined) throw new Error(`There is no link in this mail:\n${text}`);
  return link;
}
