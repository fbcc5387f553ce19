import { setTimeout as delay } from 'node:timers/promises';

/** A mail as the inbox's REST interface tells it, as far as tests ask. */
export interface ReceivedMail {
  id: string;
  subject: string;
  from: { name: string; address: string }[];
  to: { name: string; address: string }[];
  text: string;
  html: string;
  headers: Record<string, unknown>;
}

/** How long a mail may take from the server's word to the inbox, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** Every mail to an address, the oldest first. */
export async function mailsTo(inbox: string, to: string): Promise<ReceivedMail[]> {
  const { origin, username, password } = new URL(inbox);
  const authorization = `Basic ${btoa(`${username}:${password}`)}`;
  const response = await fetch(`${origin}/api/email`, { headers: username === '' ? {} : { authorization } });
  const mails = (await response.json()) as ReceivedMail[];
  const isFor = (mail: ReceivedMail) => mail.to.some(({ address }) => address === to);
  return mails.filter(isFor);
}

/**
 * The newest mail to an address, waited for.
 *
 * @param inbox address of its web page, with user and password where it has any
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
