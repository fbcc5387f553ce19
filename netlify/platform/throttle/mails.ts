import type { FunctionEvent } from '../http/message.ts';
import type { Query } from '../store/database.ts';
import { recipientKey, userKey } from './attempt.ts';
import { ALLOWED, counters, requireAllowed, verdictOf } from './counters.ts';
import { evaluateMail, type MailBudget, type MailCount, type Verdict } from './policy.ts';
import { count } from './counterStore.ts';
import { deviceNonce } from './devices.ts';

function countMail(query: Query, budget: MailBudget, key: string, now: number): Promise<Verdict<MailCount>> {
  return count<MailCount>(query, counters.mail(budget, key), now, (known) =>
    evaluateMail(known, budget, now),
  );
}

/** Counts a requested mail by its recipient. */
export function countMailTo(query: Query, recipient: string, now: number): Promise<Verdict<MailCount>> {
  return countMail(query, 'recipient', recipientKey(recipient), now);
}

/**
 * Counts a requested mail to sign in with. A browser that has signed in to the account by mail before has a
 * budget of its own; when it is used up, the browser counts as unknown.
 */
export async function countSignInMail(
  query: Query,
  event: FunctionEvent,
  { email, account }: { email: string; account: string },
  now: number,
): Promise<Verdict<MailCount>> {
  const nonce = await deviceNonce(query, event, account, 'magic-link');
  if (nonce === undefined) return countMailTo(query, email, now);
  const own = await count<MailCount>(query, counters.ownMail(account, nonce), now, (known) =>
    evaluateMail(known, 'own', now),
  );
  return own.allowed ? own : countMailTo(query, email, now);
}

/**
 * Counts a requested mail by its recipient, whichever account and purpose it is for.
 *
 * @param senderId the user who named the recipient, if any
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooManyMails(recipient: string, senderId?: string): Promise<void> {
  await requireAllowed(async (query, now) => {
    const sent = senderId === undefined ? ALLOWED : await countMail(query, 'sender', userKey(senderId), now);
    return sent.allowed ? countMailTo(query, recipient, now) : sent;
  }, 'platform.tooManyMails');
}

/**
 * Counts a mail by which the owner of an account can stop a change, separately from all others: no other
 * mail uses up its limit, and a change without a possible warning is refused.
 *
 * @param owner address of the account, from the core
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooManyWarnings(owner: string): Promise<void> {
  await requireAllowed(
    (query, now) => countMail(query, 'warnings', recipientKey(owner), now),
    'platform.tooManyWarnings',
  );
}

/** Counts a mail that no user has requested, and returns whether its recipient may get one more. */
export async function mayNotify(
  recipient: string,
  budget: 'notices' | 'sign-ins' = 'notices',
): Promise<boolean> {
  return (await verdictOf((query, now) => countMail(query, budget, recipientKey(recipient), now))).allowed;
}
