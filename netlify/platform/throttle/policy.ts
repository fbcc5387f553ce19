/**
 * Limits of attempts, as pure functions of the stored state and the time. throttle.ts decides where the
 * state is stored. Times are milliseconds since the epoch.
 *
 * @see docs/decisions/026-give-known-browsers-a-budget-of-their-own.md for the resulting limits
 */

import { DAY_MS, HOUR_MS } from '../../../config/durations.ts';
import { MAIL_PAUSE_SECONDS } from '../../../config/rules/limits.ts';

/** Whether an attempt is allowed. The state changes only if it is: refused attempts are free. */
export type Verdict<State> = { allowed: true; state: State } | { allowed: false; retryAfterMs: number };

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** The attempts of one source, which are forgotten over time. */
export interface Backoff {
  tries: number;
  last: number;
}

/** A user mistypes a password, looks it up, and mistypes it again. */
const FREE_TRIES = 5;

const MAX_WAIT_MS = 15 * MINUTE_MS;

/** One attempt is forgotten per interval, which limits the attempts per day, however they are spread. */
const DECAY_MS = 15 * MINUTE_MS;

/** How long each kind of counter has an effect after its last change. */
export const LIFETIMES_MS = {
  address: MINUTE_MS,
  backoff: DAY_MS,
  untrusted: DAY_MS,
  mail: DAY_MS,
  codes: DAY_MS,
};

const elapsed = (since: number, now: number): number => Math.max(0, now - since);

function triesLeft({ tries, last }: Backoff, now: number): number {
  return Math.max(0, tries - elapsed(last, now) / DECAY_MS);
}

function waitAfter(tries: number): number {
  const beyond = Math.round(tries) - FREE_TRIES;
  return beyond < 0 ? 0 : Math.min(2 ** (beyond + 1) * SECOND_MS, MAX_WAIT_MS);
}

/**
 * Five attempts at once, then 2, 4, 8 … seconds and at most 15 minutes between two. At most 120 in 24 hours.
 */
export function evaluateBackoff(known: Backoff | undefined, now: number): Verdict<Backoff> {
  if (known === undefined) return { allowed: true, state: { tries: 1, last: now } };
  const retryAfterMs = waitAfter(known.tries) - elapsed(known.last, now);
  if (retryAfterMs > 0) return { allowed: false, retryAfterMs };
  return { allowed: true, state: { tries: triesLeft(known, now) + 1, last: now } };
}

/** Returns the state after a success: its own attempt is forgotten. */
export function withoutAttempt({ tries, last }: Backoff): Backoff {
  return { tries: Math.max(0, tries - 1), last };
}

/** A token bucket: a number of attempts at once, and one more per refill interval. */
export interface Bucket {
  tokens: number;
  at: number;
}

interface BucketSize {
  capacity: number;
  refillMs: number;
}

function refilled(known: Bucket | undefined, { capacity, refillMs }: BucketSize, now: number): number {
  if (known === undefined) return capacity;
  return Math.min(capacity, known.tokens + elapsed(known.at, now) / refillMs);
}

function takeToken(known: Bucket | undefined, size: BucketSize, now: number): Verdict<Bucket> {
  const tokens = refilled(known, size, now);
  // Sums of fractions may differ slightly from a whole number.
  if (tokens < 1 - 1e-9)
    return { allowed: false, retryAfterMs: Math.max(1, Math.ceil((1 - tokens) * size.refillMs)) };
  return { allowed: true, state: { tokens: Math.max(0, tokens - 1), at: now } };
}

/** The sign-in attempts at one account from unknown browsers. */
export interface UntrustedTries {
  /** Those of one network. */
  own: Backoff;
  /** Shared by all networks. */
  shared: Bucket;
}

/** At most 60 + 720 guesses per 24 hours at one account, from any number of networks. */
export const UNTRUSTED: BucketSize = { capacity: 60, refillMs: 2 * MINUTE_MS };

/**
 * An attempt from an unknown browser: each network has its own budget, so that one
 * alone cannot use up the shared one.
 */
export function evaluateUntrusted(
  knownOwn: Backoff | undefined,
  knownShared: Bucket | undefined,
  now: number,
): Verdict<UntrustedTries> {
  const own = evaluateBackoff(knownOwn, now);
  if (!own.allowed) return own;
  const shared = takeToken(knownShared, UNTRUSTED, now);
  return shared.allowed ? { allowed: true, state: { own: own.state, shared: shared.state } } : shared;
}

/** Returns the shared attempts after a success in a network, whose own attempts are given back. */
export function withTokensOf(shared: Bucket, own: Backoff, now: number): Bucket {
  const tokens = refilled(shared, UNTRUSTED, now) + triesLeft(own, now);
  return { tokens: Math.min(UNTRUSTED.capacity, tokens), at: now };
}

/** The mails to one recipient, or by one sender. */
export interface MailCount {
  bucket: Bucket;
  last: number;
}

export type MailBudget = 'recipient' | 'own' | 'notices' | 'sign-ins' | 'warnings' | 'sender';

/** Five at once and five more per day: at most 10 in 24 hours. */
const MAILS: Record<MailBudget, BucketSize & { gapMs: number }> = {
  /**
   * Requested mails, for all purposes together. A pause between them, because the previous one may
   * be on its way.
   */
  recipient: { capacity: 5, refillMs: DAY_MS / 5, gapMs: MAIL_PAUSE_SECONDS * SECOND_MS },
  /**
   * Mails to sign in with that a browser requests which has signed in to the account before: other browsers
   * must not use up their limit.
   */
  own: { capacity: 5, refillMs: DAY_MS / 5, gapMs: MAIL_PAUSE_SECONDS * SECOND_MS },
  /** Notices to the owner, counted separately: requested mails must not use up their limit. */
  notices: { capacity: 5, refillMs: DAY_MS / 5, gapMs: 0 },
  /** Reports of sign-ins, counted separately: many sign-ins must not keep other notices away. */
  'sign-ins': { capacity: 5, refillMs: DAY_MS / 5, gapMs: 0 },
  /**
   * Mails by which the owner can stop a change that was requested in their name. Changes without a warning
   * are refused.
   */
  warnings: { capacity: 5, refillMs: DAY_MS / 5, gapMs: 0 },
  /** Mails that one account has sent to addresses it named: at most 53 in 24 hours. */
  sender: { capacity: 5, refillMs: 30 * MINUTE_MS, gapMs: 0 },
};

export function evaluateMail(
  known: MailCount | undefined,
  budget: MailBudget,
  now: number,
): Verdict<MailCount> {
  const size = MAILS[budget];
  const gap = known === undefined ? 0 : size.gapMs - elapsed(known.last, now);
  if (gap > 0) return { allowed: false, retryAfterMs: gap };
  const taken = takeToken(known?.bucket, size, now);
  return taken.allowed ? { allowed: true, state: { bucket: taken.state, last: now } } : taken;
}

/** At most 10 + 24 codes per 24 hours at one address, however many browsers request codes for it. */
const CODES: BucketSize = { capacity: 10, refillMs: HOUR_MS };

/** The codes that were entered for an address, in all browsers. */
export type CodeTries = Bucket;

/** A code is one of a million, and each browser that requests one gets its own. */
export function evaluateCode(known: CodeTries | undefined, now: number): Verdict<CodeTries> {
  return takeToken(known, CODES, now);
}

/** The minute of a time, and how long it still lasts: a network has a number of attempts in each. */
export function minuteOf(now: number): { minute: number; endsInMs: number } {
  const minute = Math.floor(now / MINUTE_MS);
  return { minute, endsInMs: (minute + 1) * MINUTE_MS - now };
}
