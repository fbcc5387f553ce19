import type { User } from 'supertokens-node';
import { getEnv } from '../../../config/env/env.ts';
import type { FunctionEvent } from '../http/message.ts';
import type { Query } from '../store/database.ts';
import { subjectsOf, userKey, type Attempt } from './attempt.ts';
import { ALLOWED, changeCounters, counters, requireAllowed } from './counters.ts';
import { deviceCounter } from './devices.ts';
import { countMailTo, countSignInMail } from './mails.ts';
import {
  evaluateBackoff,
  evaluateCode,
  minuteOf,
  type Backoff,
  type CodeTries,
  type Verdict,
} from './policy.ts';
import { count, countInMinute, moveSubject, remove, removeSubjects, type Counter } from './counterStore.ts';
import { countUntrusted, forgetUntrusted } from './untrustedTries.ts';

/** Pages ask for passkeys before their users try to sign in, so these requests have a count of their own. */
const PASSKEY_OPTIONS_PER_TRY = 5;

/** Counts an attempt of a network in the current minute, whatever it is for. */
export async function countNetwork(
  query: Query,
  { network, kind }: Attempt,
  now: number,
): Promise<Verdict<undefined>> {
  const { triesPerMinute } = getEnv();
  const [counter, limit] =
    kind === 'passkey-options'
      ? [counters.passkeyOptions(network), triesPerMinute * PASSKEY_OPTIONS_PER_TRY]
      : [counters.network(network), triesPerMinute];
  const { minute, endsInMs } = minuteOf(now);
  const isCounted = await countInMinute(query, counter, { minute, limit, now });
  return isCounted ? ALLOWED : { allowed: false, retryAfterMs: endsInMs };
}

/** Counts an attempt whose pauses grow. */
export function countBackoff(query: Query, counter: Counter, now: number): Promise<Verdict<Backoff>> {
  return count<Backoff>(query, counter, now, (known) => evaluateBackoff(known, now));
}

/** In its own budget a known browser is independent of its network and of other attempts at this account. */
async function evaluateKnownDevice(query: Query, event: FunctionEvent, account: string, now: number) {
  const counter = await deviceCounter(query, event, account);
  return counter && countBackoff(query, counter, now);
}

/**
 * Allows what the own budget of a known browser allows, and otherwise what an unknown browser may do: an
 * attacker of the cookie may have used that budget up.
 *
 * @param known undefined for an unknown browser
 */
export async function evaluateKnownFirst(
  known: Verdict<unknown> | undefined,
  evaluateUnknown: () => Promise<Verdict<unknown>>,
): Promise<Verdict<unknown>> {
  if (known?.allowed === true) return known;
  const unknown = await evaluateUnknown();
  if (unknown.allowed || known === undefined) return unknown;
  return { allowed: false, retryAfterMs: Math.min(known.retryAfterMs, unknown.retryAfterMs) };
}

async function evaluateSignIn(
  query: Query,
  event: FunctionEvent,
  attempt: Attempt,
  now: number,
): Promise<Verdict<unknown>> {
  const { account, network } = attempt;
  const known = account === undefined ? undefined : await evaluateKnownDevice(query, event, account, now);
  return evaluateKnownFirst(known, async () => {
    const address = await countNetwork(query, attempt, now);
    if (!address.allowed || account === undefined) return address;
    return countUntrusted(query, account, network, now);
  });
}

const sendsMail = (kind: Attempt['kind']): boolean => kind === 'reset' || kind === 'code-mail';

/** The network first: a refused attempt counts against nothing else. */
async function evaluateAttempt(
  query: Query,
  event: FunctionEvent,
  attempt: Attempt,
  now: number,
): Promise<Verdict<unknown>> {
  const { kind, email, account, network } = attempt;
  if (kind === 'sign-in') return evaluateSignIn(query, event, attempt, now);
  const address = await countNetwork(query, attempt, now);
  if (!address.allowed || email === undefined || account === undefined) return address;
  // Counted by the entered address, so that an address without an account is treated alike.
  if (kind === 'reset') return countMailTo(query, email, now);
  if (kind === 'code-mail') return countSignInMail(query, event, { email, account }, now);
  if (kind === 'code')
    return count<CodeTries>(query, counters.codes(account), now, (known) => evaluateCode(known, now));
  return kind === 'sign-up' ? countBackoff(query, counters.signUp(account, network), now) : address;
}

/**
 * Counts an attempt, and refuses it if there have been too many.
 *
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooMany(event: FunctionEvent, attempt: Attempt): Promise<void> {
  await requireAllowed(
    (query, now) => evaluateAttempt(query, event, attempt, now),
    sendsMail(attempt.kind) ? 'platform.tooManyMails' : 'platform.tooManyAttempts',
  );
}

/**
 * Counts a password confirmation by the user of a session, whose browser may be unattended. Counted by user,
 * since pages call from the address of the Next server, and separately from sign-ins, which anyone may
 * attempt.
 *
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooManyReauthentications(userId: string): Promise<void> {
  const counter = counters.reauthentication(userKey(userId));
  await requireAllowed((query, now) => countBackoff(query, counter, now), 'platform.tooManyAttempts');
}

/** Forgets the attempts of a user who has confirmed their password. */
export function forgetReauthentications(userId: string): Promise<void> {
  return changeCounters((query) => remove(query, counters.reauthentication(userKey(userId))));
}

/** Forgets the codes that were entered for an address once its owner has signed in with one. */
export function forgetCodes({ account }: Attempt): Promise<void> {
  return changeCounters(async (query) => {
    if (account !== undefined) await remove(query, counters.codes(account));
  });
}

/** Forgets the attempts of the browser and network of a successful sign-in, and no others. */
export function forgetTries(event: FunctionEvent, { account, network }: Attempt): Promise<void> {
  return changeCounters(async (query, now) => {
    if (account === undefined) return;
    const device = await deviceCounter(query, event, account);
    if (device !== undefined) await remove(query, device);
    await forgetUntrusted(query, account, network, now);
  });
}

/**
 * Removes what was counted for a deleted account. The mails to its address stay counted: otherwise a deletion
 * would reset their limit.
 */
export function forgetAccount(user: Pick<User, 'id' | 'emails'>): Promise<void> {
  return changeCounters((query) => removeSubjects(query, subjectsOf(user)));
}

/** Counts for a user what was counted for another one, whose account has become part of theirs. */
export function moveAttempts(fromId: string, toId: string): Promise<void> {
  return changeCounters((query) => moveSubject(query, userKey(fromId), userKey(toId)));
}
