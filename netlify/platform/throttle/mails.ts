import type { FunctionEvent } from '../http/message.ts';
import { recipientKey, userKey } from './attempt.ts';
import { ALLOWED, names, tooMany, tooManyMails, verdictOf } from './counters.ts';
import { judgeMail, type MailBudget, type MailCount, type Verdict } from './policy.ts';
import { count, type Store } from './counterStore.ts';

function countMail(store: Store, budget: MailBudget, key: string, now: number): Promise<Verdict<MailCount>> {
  return count<MailCount>(store, names.mail(budget, key), (known) => judgeMail(known, budget, now));
}

/** Counts a requested mail by its recipient. */
export function countMailTo(store: Store, recipient: string, now: number): Promise<Verdict<MailCount>> {
  return countMail(store, 'recipient', recipientKey(recipient), now);
}

/**
 * Counts a requested mail by its recipient, whichever account and purpose it is for.
 *
 * @param senderId the user who named the recipient, if any
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooManyMails(
  event: FunctionEvent,
  recipient: string,
  senderId?: string,
): Promise<void> {
  const verdict = await verdictOf(event, async (store, now) => {
    const sent = senderId === undefined ? ALLOWED : await countMail(store, 'sender', userKey(senderId), now);
    return sent.allowed ? countMailTo(store, recipient, now) : sent;
  });
  if (!verdict.allowed) throw tooMany(verdict.retryAfterMs, tooManyMails);
}

const tooManyWarnings = (wait: string) => `Too many requests. Nothing was changed. Try again in ${wait}.`;

/**
 * Counts a mail by which the owner of an account can stop a change, separately from all others: no other mail
 * uses up its limit, and a change without a possible warning is refused.
 *
 * @param owner address of the account, from the core
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooManyWarnings(event: FunctionEvent, owner: string): Promise<void> {
  const verdict = await verdictOf(event, (store, now) =>
    countMail(store, 'warnings', recipientKey(owner), now),
  );
  if (!verdict.allowed) throw tooMany(verdict.retryAfterMs, tooManyWarnings);
}

/** Counts a mail that no user has requested, and returns whether its recipient may get one more. */
export async function mayNotify(event: FunctionEvent, recipient: string): Promise<boolean> {
  return (await verdictOf(event, (store, now) => countMail(store, 'notices', recipientKey(recipient), now)))
    .allowed;
}
