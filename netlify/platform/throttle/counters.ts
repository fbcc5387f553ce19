import { formatWait } from '../../../config/wait.ts';
import type { FunctionEvent } from '../http/message.ts';
import { Refusal } from '../http/refusal.ts';
import { noteThrottle } from '../http/scope.ts';
import type { MailBudget, Verdict } from './policy.ts';
import { counterStore, type Store } from './counterStore.ts';

/** The names of the counters. Limits are in policy.ts. */
export const names = {
  network: (network: string) => `network/${network}`,
  untrusted: (account: string) => `untrusted/${account}`,
  device: (account: string, nonce: string) => `device/${account}/${nonce}`,
  /** Since when device cookies of an account are valid. */
  devicesSince: (account: string) => `devices-since/${account}`,
  signUp: (account: string, network: string) => `sign-up/${account}/${network}`,
  reauthentication: (user: string) => `reauthentication/${user}`,
  mail: (budget: MailBudget, key: string) => `mail-${budget}/${key}`,
};

/** Attempts that are not counted. */
export const ALLOWED = { allowed: true, state: undefined } as const;

/** Returns the refusal of too many attempts. */
export function tooMany(retryAfterMs: number, messageOf: (wait: string) => string): Refusal {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new Refusal(429, 'TOO_MANY_REQUESTS', messageOf(formatWait(seconds)), {
    headers: { 'retry-after': String(seconds) },
  });
}

export const tooManyMails = (wait: string) =>
  `An email was sent recently. You can request another one in ${wait}.`;

/** A failure of the throttle must not lock users out: the log and the health function report it. */
async function ignoreIfDown<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await work();
    noteThrottle('on');
    return result;
  } catch {
    noteThrottle('down');
    return undefined;
  }
}

/** Checks and counts an attempt. Without a store, or while it is down, everything is allowed. */
export async function verdictOf(
  event: FunctionEvent,
  judge: (store: Store, now: number) => Promise<Verdict<unknown>>,
): Promise<Verdict<unknown>> {
  const store = counterStore(event);
  if (store === undefined) {
    noteThrottle('absent');
    return ALLOWED;
  }
  return (await ignoreIfDown(() => judge(store, Date.now()))) ?? ALLOWED;
}

/** Changes counters, if there are any. */
export async function withStore(
  event: FunctionEvent,
  work: (store: Store) => Promise<unknown>,
): Promise<void> {
  const store = counterStore(event);
  if (store !== undefined) await ignoreIfDown(() => work(store));
}

/** Whether the counters are available, for the health function. */
export async function throttleState(event: FunctionEvent): Promise<'on' | 'down' | 'absent'> {
  const store = counterStore(event);
  if (store === undefined) return 'absent';
  return (await ignoreIfDown(async () => (await store.getMetadata('health'), true))) === true ? 'on' : 'down';
}
