import { tooManyAttempts } from '../../../config/wait.ts';
import type { User } from 'supertokens-node';
import { getEnv } from '../../../config/env/env.ts';
import type { FunctionEvent } from '../http/message.ts';
import { accountKeysOf, userKey, type Attempt } from './attempt.ts';
import { names, tooMany, tooManyMails, verdictOf, withStore } from './counters.ts';
import { deviceCounter } from './devices.ts';
import { countMailTo } from './mails.ts';
import {
  judgeAddress,
  judgeBackoff,
  judgeUntrusted,
  withoutSource,
  type AddressTries,
  type Backoff,
  type UntrustedTries,
  type Verdict,
} from './policy.ts';
import { change, count, type Store } from './counterStore.ts';

function countNetwork(store: Store, { network }: Attempt, now: number): Promise<Verdict<AddressTries>> {
  const perMinute = getEnv().triesPerMinute;
  return count<AddressTries>(store, names.network(network), (known) => judgeAddress(known, now, perMinute));
}

/** In its own budget a known browser is independent of its network and of other attempts at this account. */
async function judgeKnownDevice(store: Store, event: FunctionEvent, account: string, now: number) {
  const counter = await deviceCounter(store, event, account);
  if (counter === undefined) return undefined;
  return count<Backoff>(store, counter, (known) => judgeBackoff(known, now));
}

async function judgeSignIn(
  store: Store,
  event: FunctionEvent,
  attempt: Attempt,
  now: number,
): Promise<Verdict<unknown>> {
  const { account, network } = attempt;
  const known = account === undefined ? undefined : await judgeKnownDevice(store, event, account, now);
  if (known?.allowed === true) return known;
  // A thief of the cookie may have used up its budget: then the browser counts as unknown.
  const address = await countNetwork(store, attempt, now);
  const unknown =
    !address.allowed || account === undefined
      ? address
      : await count<UntrustedTries>(store, names.untrusted(account), (state) =>
          judgeUntrusted(state, network, now),
        );
  if (unknown.allowed || known === undefined) return unknown;
  return { allowed: false, retryAfterMs: Math.min(known.retryAfterMs, unknown.retryAfterMs) };
}

/** The network first: a refused attempt counts against nothing else. */
async function judgeAttempt(
  store: Store,
  event: FunctionEvent,
  attempt: Attempt,
  now: number,
): Promise<Verdict<unknown>> {
  const { kind, email, account, network } = attempt;
  if (kind === 'sign-in') return judgeSignIn(store, event, attempt, now);
  const address = await countNetwork(store, attempt, now);
  if (!address.allowed || email === undefined || account === undefined) return address;
  // Counted by the entered address, so that an address without an account is treated alike.
  if (kind === 'reset') return countMailTo(store, email, now);
  if (kind === 'sign-up')
    return count<Backoff>(store, names.signUp(account, network), (known) => judgeBackoff(known, now));
  return address;
}

/**
 * Counts an attempt, and refuses it if there have been too many.
 *
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooMany(event: FunctionEvent, attempt: Attempt): Promise<void> {
  const verdict = await verdictOf(event, (store, now) => judgeAttempt(store, event, attempt, now));
  if (verdict.allowed) return;
  throw tooMany(verdict.retryAfterMs, attempt.kind === 'reset' ? tooManyMails : tooManyAttempts);
}

/**
 * Counts a password confirmation by the user of a session, whose browser may be unattended. Counted by user,
 * since pages call from the address of the Next server, and separately from sign-ins, which anyone may attempt.
 *
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooManyReauthentications(event: FunctionEvent, userId: string): Promise<void> {
  const verdict = await verdictOf(event, (store, now) =>
    count<Backoff>(store, names.reauthentication(userKey(userId)), (known) => judgeBackoff(known, now)),
  );
  if (!verdict.allowed) throw tooMany(verdict.retryAfterMs, tooManyAttempts);
}

/** Forgets the attempts of a user who has confirmed their password. */
export function forgetReauthentications(event: FunctionEvent, userId: string): Promise<void> {
  return withStore(event, (store) => store.delete(names.reauthentication(userKey(userId))));
}

/** Forgets the attempts of the browser and network of a successful sign-in, and no others. */
export function forgetTries(event: FunctionEvent, { account, network }: Attempt): Promise<void> {
  return withStore(event, async (store) => {
    if (account === undefined) return;
    const device = await deviceCounter(store, event, account);
    if (device !== undefined) await store.delete(device);
    await change<UntrustedTries>(store, names.untrusted(account), (known) =>
      known?.sources[network] === undefined ? undefined : withoutSource(known, network, Date.now()),
    );
  });
}

/**
 * Removes the counters of a deleted account. The mails to its address stay counted, so that they remain
 * limited.
 */
export function forgetAccount(event: FunctionEvent, user: Pick<User, 'id' | 'emails'>): Promise<void> {
  const { user: key, accounts } = accountKeysOf(user);
  return withStore(event, async (store) => {
    const below = accounts.flatMap((account) => [names.device(account, ''), names.signUp(account, '')]);
    const lists = await Promise.all(below.map((prefix) => store.list({ prefix })));
    const counters = [
      names.reauthentication(key),
      ...accounts.flatMap((account) => [names.untrusted(account), names.devicesSince(account)]),
      ...lists.flatMap(({ blobs }) => blobs.map((blob) => blob.key)),
    ];
    await Promise.all(counters.map((counter) => store.delete(counter)));
  });
}
