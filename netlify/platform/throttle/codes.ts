import type { FunctionEvent } from '../http/message.ts';
import type { Query } from '../store/database.ts';
import { accountKey, factorCodeAttempt, userKey } from './attempt.ts';
import { change, type Counter } from './counterStore.ts';
import { changeCounters, counters, requireAllowed } from './counters.ts';
import { deviceCounter } from './devices.ts';
import { withoutAttempt, type Backoff, type Verdict } from './policy.ts';
import { countBackoff, countNetwork, evaluateKnownFirst } from './throttle.ts';

/** The user of a session who enters codes. */
export interface CodeUser {
  userId: string;
  /** Undefined for a user without an address, whose browsers are all unknown. */
  email: string | undefined;
}

/** The budget of a browser that the account knows; undefined for others. */
async function knownBrowser(query: Query, event: FunctionEvent, { userId, email }: CodeUser) {
  const device = email === undefined ? undefined : await deviceCounter(query, event, accountKey(email));
  return device === undefined ? undefined : counters.factorCode(userKey(userId), device.source);
}

/** All browsers that the account does not know share one budget: their users know the password. */
const unknownBrowsers = ({ userId }: CodeUser): Counter => counters.factorCode(userKey(userId), '');

async function evaluateFactorCode(
  query: Query,
  event: FunctionEvent,
  user: CodeUser,
  now: number,
): Promise<Verdict<unknown>> {
  const own = await knownBrowser(query, event, user);
  const known = own && (await countBackoff(query, own, now));
  return evaluateKnownFirst(known, async () => {
    const address = await countNetwork(query, factorCodeAttempt(event), now);
    return address.allowed ? countBackoff(query, unknownBrowsers(user), now) : address;
  });
}

/**
 * Counts a code that a user enters, and refuses it if there have been too many: at most 240 a day, of which
 * browsers without a proof that they have signed in before have 120 together.
 *
 * @throws Refusal 429 with Retry-After
 */
export async function refuseTooManyCodes(event: FunctionEvent, user: CodeUser): Promise<void> {
  await requireAllowed(
    (query, now) => evaluateFactorCode(query, event, user, now),
    'platform.tooManyAttempts',
  );
}

/** Forgets the attempt of a user whose code was right. */
export function forgetCode(event: FunctionEvent, user: CodeUser): Promise<void> {
  return changeCounters(async (query, now) => {
    const counter = (await knownBrowser(query, event, user)) ?? unknownBrowsers(user);
    await change<Backoff>(query, counter, now, (known) => known && withoutAttempt(known));
  });
}
