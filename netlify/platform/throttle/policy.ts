/**
 * How often something may be tried: pure functions of what is remembered and of the time. Where it is remembered is for
 * throttle.ts to choose. Times are milliseconds since the epoch.
 *
 * @see docs/decisions/026-give-known-browsers-a-budget-of-their-own.md for the bounds that follow
 */

/** Whether a try may go on. What is remembered changes only if it may: a refused try costs nothing. */
export type Verdict<State> = { allowed: true; state: State } | { allowed: false; retryAfterMs: number };

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The tries of one source, which it loses again with time. */
export interface Backoff {
  tries: number;
  last: number;
}

/** A user mistypes a password, looks for it, and mistypes it again. */
const FREE_TRIES = 5;

const MAX_WAIT_MS = 15 * MINUTE_MS;

/** A source loses one try in this time, which bounds what it can do in a day, however it spreads its tries. */
const DECAY_MS = 15 * MINUTE_MS;

const elapsed = (since: number, now: number): number => Math.max(0, now - since);

function triesLeft({ tries, last }: Backoff, now: number): number {
  return Math.max(0, tries - elapsed(last, now) / DECAY_MS);
}

function waitAfter(tries: number): number {
  const beyond = Math.round(tries) - FREE_TRIES;
  return beyond < 0 ? 0 : Math.min(2 ** (beyond + 1) * SECOND_MS, MAX_WAIT_MS);
}

/** Five tries at once, then 2, 4, 8 … seconds and at most 15 minutes between two. At most 120 in any 24 hours. */
export function judgeBackoff(known: Backoff | undefined, now: number): Verdict<Backoff> {
  if (known === undefined) return { allowed: true, state: { tries: 1, last: now } };
  const retryAfterMs = waitAfter(known.tries) - elapsed(known.last, now);
  if (retryAfterMs > 0) return { allowed: false, retryAfterMs };
  return { allowed: true, state: { tries: triesLeft(known, now) + 1, last: now } };
}

/** A token bucket: so many at once, and one more each time that the refill time has passed. */
interface Bucket {
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
  // Sums of fractions may miss a whole number by a hair.
  if (tokens < 1 - 1e-9)
    return { allowed: false, retryAfterMs: Math.max(1, Math.ceil((1 - tokens) * size.refillMs)) };
  return { allowed: true, state: { tokens: Math.max(0, tokens - 1), at: now } };
}

/** The tries to sign in to one account from browsers that it does not know. */
export interface UntrustedTries {
  /** Shared by all of them. */
  shared: Bucket;
  /** By network. */
  sources: Record<string, Backoff>;
}

/** At most 60 + 720 guesses in any 24 hours at one account, from however many networks. */
const UNTRUSTED: BucketSize = { capacity: 60, refillMs: 2 * MINUTE_MS };

/** More networks than this are forgotten, the longest silent first: the shared budget bounds them all the same. */
const MAX_SOURCES = 100;

function recentSources(sources: UntrustedTries['sources'], now: number): UntrustedTries['sources'] {
  const recent = Object.entries(sources).filter(([, backoff]) => triesLeft(backoff, now) > 0);
  return Object.fromEntries(recent.sort(([, a], [, b]) => b.last - a.last).slice(0, MAX_SOURCES));
}

/**
 * A try to sign in from a browser that the account does not know: each network has a budget of its own, so that one
 * alone cannot use up the one that all share.
 */
export function judgeUntrusted(
  known: UntrustedTries | undefined,
  source: string,
  now: number,
): Verdict<UntrustedTries> {
  const own = judgeBackoff(known?.sources[source], now);
  if (!own.allowed) return own;
  const shared = takeToken(known?.shared, UNTRUSTED, now);
  if (!shared.allowed) return shared;
  const sources = recentSources({ ...known?.sources, [source]: own.state }, now);
  return { allowed: true, state: { shared: shared.state, sources } };
}

/** What remains after somebody got in from a network: its own tries are forgotten and given back, nobody else's. */
export function withoutSource(known: UntrustedTries, source: string, now: number): UntrustedTries {
  const { [source]: own, ...others } = known.sources;
  const givenBack = own === undefined ? 0 : triesLeft(own, now);
  const tokens = Math.min(UNTRUSTED.capacity, refilled(known.shared, UNTRUSTED, now) + givenBack);
  return { shared: { tokens, at: now }, sources: others };
}

/** The mails to one recipient, or by one sender. */
export interface MailCount {
  bucket: Bucket;
  last: number;
}

export type MailBudget = 'recipient' | 'notices' | 'warnings' | 'sender';

/** Five at once and five more in a day make 10 in any 24 hours at the most. */
const MAILS: Record<MailBudget, BucketSize & { gapMs: number }> = {
  /** Mails that somebody asks for, whoever it is and whatever for. One a minute: the one before may be on its way. */
  recipient: { capacity: 5, refillMs: DAY_MS / 5, gapMs: MINUTE_MS },
  /** What an owner is told of by itself, apart: asking for mails must not keep such a mail away. */
  notices: { capacity: 5, refillMs: DAY_MS / 5, gapMs: 0 },
  /** Mails by which an owner can stop what was asked for in their name. What they cannot be warned of is refused. */
  warnings: { capacity: 5, refillMs: DAY_MS / 5, gapMs: 0 },
  /** Mails that one account has sent to addresses that it names: at most 53 in any 24 hours. */
  sender: { capacity: 5, refillMs: 30 * MINUTE_MS, gapMs: 0 },
};

export function judgeMail(known: MailCount | undefined, budget: MailBudget, now: number): Verdict<MailCount> {
  const size = MAILS[budget];
  const gap = known === undefined ? 0 : size.gapMs - elapsed(known.last, now);
  if (gap > 0) return { allowed: false, retryAfterMs: gap };
  const taken = takeToken(known?.bucket, size, now);
  return taken.allowed ? { allowed: true, state: { bucket: taken.state, last: now } } : taken;
}

/** What is remembered of one network: how often it came in this minute. */
export interface AddressTries {
  minute: number;
  tries: number;
}

/** So many tries in each minute of the clock, whatever they are for. */
export function judgeAddress(
  known: AddressTries | undefined,
  now: number,
  perMinute: number,
): Verdict<AddressTries> {
  const minute = Math.floor(now / MINUTE_MS);
  const tries = known?.minute === minute ? known.tries : 0;
  if (tries >= perMinute) return { allowed: false, retryAfterMs: (minute + 1) * MINUTE_MS - now };
  return { allowed: true, state: { minute, tries: tries + 1 } };
}
