import { getEnv } from '../../config/env.ts';
import type { FunctionEvent } from '../http/message.ts';
import { Refusal } from '../http/refusal.ts';
import { noteThrottle } from '../http/scope.ts';
import { accountsOf, type Attempt } from './attempt.ts';
import {
  judgeAccount,
  judgeAddress,
  judgeMail,
  type AccountTries,
  type AddressTries,
  type Verdict,
} from './policy.ts';
import { count, counterStore } from './store.ts';

type Store = NonNullable<ReturnType<typeof counterStore>>;

const accountKey = (account: string) => `account/${account}`;
const addressKey = (address: string) => `address/${address}`;

const words = (kind: Attempt['kind'], seconds: number): string =>
  kind === 'email'
    ? `A mail was sent a moment ago. You can have another one sent in ${seconds} s.`
    : `Too many tries. Try again in ${seconds} s.`;

function tooMany({ kind }: Attempt, retryAfterMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new Refusal(429, 'TOO_MANY_REQUESTS', words(kind, seconds), {
    headers: { 'retry-after': String(seconds) },
  });
}

/** The address first: a try that it is not allowed does not count against the account. */
async function judge(store: Store, { kind, account, address }: Attempt): Promise<Verdict<unknown>> {
  const now = Date.now();
  let verdict: Verdict<unknown> = { allowed: true, state: undefined };
  if (address !== undefined) {
    const perMinute = getEnv().triesPerMinute;
    verdict = await count<AddressTries>(store, addressKey(address), (known) =>
      judgeAddress(known, now, perMinute),
    );
  }
  if (!verdict.allowed || account === undefined) return verdict;
  return count<AccountTries>(store, accountKey(account), (known) =>
    kind === 'email' ? judgeMail(known, now) : judgeAccount(known, now),
  );
}

/** What the throttle cannot do must not keep people out: it is let be, and the log and the health function say so. */
async function unlessDown<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await work();
    noteThrottle('on');
    return result;
  } catch {
    noteThrottle('down');
    return undefined;
  }
}

/**
 * Counts an attempt, and refuses it if there have been too many.
 *
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooMany(event: FunctionEvent, attempt: Attempt): Promise<void> {
  const store = counterStore(event);
  if (store === undefined) {
    noteThrottle('absent');
    return;
  }
  const verdict = await unlessDown(() => judge(store, attempt));
  if (verdict === undefined || verdict.allowed) return;
  throw tooMany(attempt, verdict.retryAfterMs);
}

/** The tries before a success were its owner's. */
export async function forgetTries(event: FunctionEvent, { account }: Attempt): Promise<void> {
  const store = counterStore(event);
  if (store === undefined || account === undefined) return;
  await unlessDown(() => store.delete(accountKey(account)));
}

/** Removes what was counted against an account that is no more. */
export async function forgetAccount(
  event: FunctionEvent,
  user: Parameters<typeof accountsOf>[0],
): Promise<void> {
  const store = counterStore(event);
  if (store === undefined) return;
  await unlessDown(() => Promise.all(accountsOf(user).map((account) => store.delete(accountKey(account)))));
}

/** Whether the counters can be reached, for the health function. */
export async function throttleState(event: FunctionEvent): Promise<'on' | 'down' | 'absent'> {
  const store = counterStore(event);
  if (store === undefined) return 'absent';
  return (await unlessDown(async () => (await store.getMetadata('health'), true))) === true ? 'on' : 'down';
}
