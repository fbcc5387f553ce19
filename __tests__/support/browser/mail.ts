import { readMail as readFrom, type ReceivedMail } from '../readMail.ts';

/**
 * The newest mail to an address, waited for; its first link is `linkIn(mail)` of
 * __tests__/support/readMail.ts.
 *
 * @param subject of the mail, or a part of it
 */
export function readMail(to: string, subject?: string): Promise<ReceivedMail> {
  const inbox = process.env.E2E_INBOX_URL;
  if (inbox === undefined) throw new Error('The stack of __tests__/support/browser/stack.ts is not running.');
  return readFrom(inbox, to, subject);
}
