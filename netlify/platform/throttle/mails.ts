import type { FunctionEvent } from '../http/message.ts';
import { recipientKey, userKey } from './attempt.ts';
import { ALLOWED, names, tooMany, tooManyMails, verdictOf } from './counters.ts';
import { judgeMail, type MailBudget, type MailCount, type Verdict } from './policy.ts';
import { count, type Store } from './counterStore.ts';

function countMail(store: Store, budget: MailBudget, key: string, now: number): Promise<Verdict<MailCount>> {
  return count<MailCount>(store, names.mail(budget, key), (known) => judgeMail(known, budget, now));
}

/** Counts a mail that somebody asks for by its recipient. */
export function countMailTo(store: Store, recipient: string, now: number): Promise<Verdict<MailCount>> {
  return countMail(store, 'recipient', recipientKey(recipient), now);
}

/**
 * Counts a mail that somebody asks for, by its recipient: whoever asks, whatever for and from whichever account.
 *
 * @param senderId the user who named the recipient, where that was one
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

const tooManyWarnings = (wait: string) =>
  `This was asked for too often. Nothing was changed. Try again in ${wait}.`;

/**
 * Counts a mail by which the owner of an account can stop a change, apart from all others: nothing else that happens
 * keeps it away, and a change that its owner cannot be warned of is refused.
 *
 * @param owner the address of the account, from the core
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooManyWarnings(event: FunctionEvent, owner: string): Promise<void> {
  const verdict = await verdictOf(event, (store, now) =>
    countMail(store, 'warnings', recipientKey(owner), now),
  );
  if (!verdict.allowed) throw tooMany(verdict.retryAfterMs, tooManyWarnings);
}

/** Counts a mail that nobody asked for: whether its recipient may have one more. */
export async function mayNotify(event: FunctionEvent, recipient: string): Promise<boolean> {
  return (await verdictOf(event, (store, now) => countMail(store, 'notices', recipientKey(recipient), now)))
    .allowed;
}
