import type { RefusalReason } from '../../../config/contracts/refusalReason.ts';
import { KNOWN_BROWSER_MS } from '../../../config/session/sessionCookies.ts';
import { formatWait, tooManyAttempts, tooManyMails, toWait } from '../../../config/wait.ts';
import { DatabaseUnavailable, Refusal } from '../http/refusal.ts';
import { recordThrottle, type ThrottleState } from '../http/scope.ts';
import { hasDatabase, withDatabase, type Query } from '../store/database.ts';
import { LIFETIMES_MS, type MailBudget, type Verdict } from './policy.ts';
import { readState, type Counter } from './counterStore.ts';

const { address, backoff, untrusted, mail, codes } = LIFETIMES_MS;

/** The counters. Limits are in policy.ts. */
export const counters = {
  network: (network: string) => ({ subject: network, kind: 'network', source: '', lifetimeMs: address }),
  passkeyOptions: (network: string) => ({
    subject: network,
    kind: 'passkey-options',
    source: '',
    lifetimeMs: address,
  }),
  /** Tries of unknown browsers, by network, and of all networks together. */
  untrusted: (account: string, network = '') => ({
    subject: account,
    kind: 'untrusted',
    source: network,
    lifetimeMs: untrusted,
  }),
  device: (account: string, nonce: string) => ({
    subject: account,
    kind: 'device',
    source: nonce,
    lifetimeMs: backoff,
  }),
  /** Since when device cookies of an account are valid. */
  devicesSince: (account: string) => ({
    subject: account,
    kind: 'devices-since',
    source: '',
    lifetimeMs: KNOWN_BROWSER_MS,
  }),
  signUp: (account: string, network: string) => ({
    subject: account,
    kind: 'sign-up',
    source: network,
    lifetimeMs: backoff,
  }),
  reauthentication: (user: string) => ({
    subject: user,
    kind: 'reauthentication',
    source: '',
    lifetimeMs: backoff,
  }),
  /** Codes entered to sign in. */
  codes: (account: string) => ({ subject: account, kind: 'codes', source: '', lifetimeMs: codes }),
  /** Mails that a known browser has requested for its own account. */
  ownMail: (account: string, nonce: string) => ({
    subject: account,
    kind: 'mail-own',
    source: nonce,
    lifetimeMs: mail,
  }),
  /** Codes of a second factor, by browser where the account knows it. */
  factorCode: (user: string, device: string) => ({
    subject: user,
    kind: 'factor-code',
    source: device,
    lifetimeMs: backoff,
  }),
  mail: (budget: MailBudget, key: string) => ({
    subject: key,
    kind: `mail-${budget}`,
    source: '',
    lifetimeMs: mail,
  }),
  /** A change of an account that no other one may overlap. */
  accountChange: (user: string, lifetimeMs: number) => ({
    subject: user,
    kind: 'account-change',
    source: '',
    lifetimeMs,
  }),
  /** A sign-in that was reported to the owner of the account, or needs no report. */
  signInReport: (user: string, browser: string, lifetimeMs: number) => ({
    subject: user,
    kind: 'sign-in-report',
    source: browser,
    lifetimeMs,
  }),
  /** Which form has used up the code of a request to sign in. */
  codeUse: (request: string, lifetimeMs: number) => ({
    subject: request,
    kind: 'code-use',
    source: '',
    lifetimeMs,
  }),
  /** A secret that was used and must not be used again. */
  used: (id: string, lifetimeMs: number) => ({ subject: id, kind: 'used', source: '', lifetimeMs }),
} satisfies Record<string, (...names: never[]) => Counter>;

/** Attempts that are not counted. */
export const ALLOWED = { allowed: true, state: undefined } as const;

/** The English messages of refusals, given the wait, by the name of their translations. */
const MESSAGES = {
  'platform.tooManyAttempts': tooManyAttempts,
  'platform.tooManyMails': tooManyMails,
  'platform.tooManyWarnings': (wait: string) =>
    `Too many requests. Nothing was changed. Try again in ${wait}.`,
} satisfies Partial<Record<RefusalReason, (wait: string) => string>>;

type TooManyReason = keyof typeof MESSAGES;

/** Returns the refusal of too many attempts. */
function tooMany(retryAfterMs: number, reason: TooManyReason): Refusal {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new Refusal(429, 'TOO_MANY_REQUESTS', MESSAGES[reason](formatWait(seconds)), {
    reason,
    params: toWait(seconds),
    headers: { 'retry-after': String(seconds) },
  });
}

/** A failure of the throttle must not lock users out: the log and the health function report it. */
async function ignoreIfDown<T>(work: (query: Query) => Promise<T>): Promise<T | undefined> {
  try {
    const result = await withDatabase(work);
    recordThrottle('on');
    return result;
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    recordThrottle('down');
    return undefined;
  }
}

/** Checks and counts an attempt. Without a database, or while it is down, everything is allowed. */
export async function verdictOf(
  judge: (query: Query, now: number) => Promise<Verdict<unknown>>,
): Promise<Verdict<unknown>> {
  if (!hasDatabase()) {
    recordThrottle('absent');
    return ALLOWED;
  }
  return (await ignoreIfDown((query) => judge(query, Date.now()))) ?? ALLOWED;
}

/**
 * Checks and counts an attempt, and refuses it if there have been too many.
 *
 * @param messageOf the message for the time to wait
 * @throws Refusal 429 with Retry-After
 */
export async function requireAllowed(
  judge: (query: Query, now: number) => Promise<Verdict<unknown>>,
  reason: TooManyReason,
): Promise<void> {
  const verdict = await verdictOf(judge);
  if (!verdict.allowed) throw tooMany(verdict.retryAfterMs, reason);
}

/** Changes counters, if there are any. */
export async function changeCounters(work: (query: Query, now: number) => Promise<unknown>): Promise<void> {
  if (hasDatabase()) await ignoreIfDown((query) => work(query, Date.now()));
}

/** Whether the counters are available, for the health function. */
export async function throttleState(): Promise<ThrottleState> {
  if (!hasDatabase()) return 'absent';
  const found = await ignoreIfDown((query) => readState(query, counters.network('health')).then(() => true));
  return found === true ? 'on' : 'down';
}
