import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { ActivityKind } from '../../../config/contracts/activity.ts';
import { REQUEST_ID_HEADER } from '../../../config/contracts/errorAnswer.ts';
import type { FunctionEvent } from './message.ts';

/** Pages wait for these answers, so one comes within this time, whatever the core does. */
const DEADLINE_MS = 4000;

/** What belongs to one request and is wanted in places that no argument reaches. */
export interface RequestScope {
  readonly event: FunctionEvent;
  readonly requestId: string;
  /** On the clock of `performance.now()`. */
  readonly begun: number;
  /** Aborted when the time for an answer is up. */
  readonly signal: AbortSignal;
  /** Why the last call to the core brought nothing usable, if it did not. */
  coreFailure?: string | undefined;
  /** One word for the log: what came of the request. */
  outcome?: string;
  /** Time spent waiting for the core so far, in milliseconds. */
  coreMs: number;
  /** Set where the time that the core took could tell something of a person. */
  discreet: boolean;
  /** How the throttle fared, where there is one. */
  throttle?: ThrottleState;
  /** What is to be noted for the owner of an account once the answer is known. */
  readonly activity: { userId: string; kind: ActivityKind }[];
  /** Where a password was reset: the address to tell, for functions that send mail. */
  resetAddress?: string;
  /** Set where something could not be noted. */
  activityDown: boolean;
  /** Set once the core is asked to check a password. */
  isPasswordChecked?: boolean;
  /** The account that this browser has just proven to be its owner's without signing in. */
  knownTo?: string;
  /** Set where a password was to be looked for in known breaches. */
  breachCheck?: BreachCheckState;
  /** What came of the mail, where one was to be sent. */
  mail?: MailState;
  /** Why it did not get away; holds no address. */
  mailFailure?: string | undefined;
}

/** Whether the list of breached passwords could be asked. */
type BreachCheckState = 'on' | 'down';

export type MailState = 'sent' | 'unavailable' | 'refused' | 'failed' | 'limited';

export type ThrottleState = 'on' | 'down' | 'absent';

const storage = new AsyncLocalStorage<RequestScope>();

/** Runs the answering of a request in a scope of its own, which ends when its time is up. */
export async function inRequestScope<T>(event: FunctionEvent, run: () => Promise<T>): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), DEADLINE_MS);
  const requestId = event.headers[REQUEST_ID_HEADER] ?? randomUUID();
  event.headers[REQUEST_ID_HEADER] = requestId;
  try {
    const scope = {
      event,
      requestId,
      begun: performance.now(),
      signal: deadline.signal,
      coreMs: 0,
      discreet: false,
      activity: [],
      activityDown: false,
    };
    return await storage.run(scope, run);
  } finally {
    clearTimeout(timer);
  }
}

/** The scope of the request being answered, if one is. */
export function currentScope(): RequestScope | undefined {
  return storage.getStore();
}

/** Says in the log line whether the throttle could do its work. */
export function noteThrottle(state: ThrottleState): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.throttle = state;
}

/** Remembers, where no event is at hand, that something happened to an account; activity/activity.ts then notes it. */
export function noteForActivity(userId: string, kind: ActivityKind): void {
  storage.getStore()?.activity.push({ userId, kind });
}

/** Remembers, where mail is out of reach, that the password of this address was reset. */
export function noteResetOf(email: string): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.resetAddress = email;
}

/** Records that the core is asked to check a password in this request. */
export function notePasswordCheck(): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.isPasswordChecked = true;
}

/** Says in the log line that something could not be noted. */
export function noteActivityDown(): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.activityDown = true;
}

/** Says in the log line what came of the mail of this request, and why it failed. */
export function noteMail(state: MailState, reason?: string): void {
  const scope = storage.getStore();
  if (scope === undefined) return;
  scope.mail = state;
  scope.mailFailure = reason;
}

/** Says in the log line whether a password could be looked for in known breaches. */
export function noteBreachCheck(state: BreachCheckState): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.breachCheck = state;
}

/** How long the request being answered may still take, in milliseconds; outside of one, as long as a whole one. */
export function timeLeft(): number {
  const scope = storage.getStore();
  return scope === undefined ? DEADLINE_MS : scope.begun + DEADLINE_MS - performance.now();
}

/** Keeps what only the core's time could tell out of what an answer says of itself. */
export function beDiscreet(): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.discreet = true;
}

/** Has the answer make this browser one that the account with this address knows. */
export function noteKnownTo(email: string): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.knownTo = email;
}

/** Says in the log line what came of this request. */
export function noteOutcome(outcome: string): void {
  const scope = storage.getStore();
  if (scope !== undefined) scope.outcome = outcome;
}
