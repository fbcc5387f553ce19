import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { ActivityKind } from '../../../config/contracts/activity.ts';
import type { SignInMethod } from '../../../config/signInMethods.ts';
import { REQUEST_ID_HEADER } from '../../../config/contracts/errorAnswer.ts';
import type { KnownAccount, LinkedMethod, ResetAccount } from './changedAccounts.ts';
import type { FunctionEvent } from './message.ts';
import { startTimeLimit, TIME_LIMIT_MS, type TimeLimit } from './timeLimit.ts';

/** Data of one request for code that no argument reaches. */
export interface RequestScope {
  readonly event: FunctionEvent;
  readonly requestId: string;
  /** In the time of `performance.now()`. */
  readonly startedAt: number;
  /** In milliseconds since the epoch. */
  readonly receivedAt: number;
  /** The time for the response. */
  readonly timeLimit: TimeLimit;
  /** Why the last call to the core failed, if it did. */
  coreFailure?: string | undefined;
  /** Outcome of the request, for the log. */
  outcome?: string;
  /** Time spent waiting for the core so far, in milliseconds. */
  coreMs: number;
  /** Set if the time of the core could reveal something about a user. */
  hidesCoreTiming: boolean;
  /** Why the database failed, if it did: it is not queried again in this request. */
  databaseFailure?: string;
  /** State of the throttle, if there is one. */
  throttle?: ThrottleState;
  /** Activity to record once the response is known. */
  readonly activity: { userId: string; kind: ActivityKind }[];
  /** The account whose password was reset, for functions that send mail. */
  resetAccount?: ResetAccount;
  /** Set if activity could not be recorded. */
  activityDown: boolean;
  /** Set once the core is asked to check a password. */
  isPasswordChecked?: boolean;
  /** Why a provider of sign-ins could not be used; contains no personal data. */
  providerFailure?: string;
  /** How the user of this request signs in, where it is not the password. */
  signInMethod?: SignInMethod;
  /**
   * When that user entered their credentials, in seconds since the epoch; undefined if it is unknown, and
   * missing where it is in this request.
   */
  authTime?: number | undefined;
  /** Id of a login method that this request has just created, before it is linked to an account. */
  createdRecipeUserId?: string;
  /** A way to sign in that has become part of an account in this request. */
  linked?: LinkedMethod;
  /** Set once a session is created: how the user signed in. */
  signedInBy?: SignInMethod;
  /** The user of that session. */
  signedInUserId?: string;
  /**
   * Set once a sign-in is complete: the user of the session, who gave the second factor where one is
   * due.
   */
  completedSignIn?: string;
  /** What this request has read of the metadata of a user, for others that need it only to show it. */
  metadata?: { userId: string; values: object };
  /** Set where the sign-in of this request has created the account. */
  isNewAccount?: boolean;
  /**
   * Set where sessions without a second factor are accepted: all, or those of users who have to set one up.
   */
  allowedWithoutFactor?: 'all' | 'set-up';
  /** The account that this browser has just proven to own without signing in. */
  knownTo?: KnownAccount;
  /** The state of the credentials that this request itself has begun; see email/outstanding.ts. */
  ownGeneration?: string;
  /** Set if a password was to be checked for known breaches. */
  breachCheck?: BreachCheckState;
  /** Outcome of the mail, if one was to be sent. */
  mail?: MailState;
  /** Why the mail failed; contains no address. */
  mailFailure?: string | undefined;
}

/** Whether the list of breached passwords was available. */
type BreachCheckState = 'on' | 'down';

export type MailState = 'sent' | 'unavailable' | 'refused' | 'failed' | 'limited';

export type ThrottleState = 'on' | 'down' | 'absent';

const storage = new AsyncLocalStorage<RequestScope>();

/** Runs the handling of a request in its own scope, which ends when its time is over. */
export async function inRequestScope<T>(event: FunctionEvent, run: () => Promise<T>): Promise<T> {
  const timeLimit = startTimeLimit();
  const requestId = event.headers[REQUEST_ID_HEADER] ?? randomUUID();
  event.headers[REQUEST_ID_HEADER] = requestId;
  try {
    const scope = {
      event,
      requestId,
      startedAt: performance.now(),
      receivedAt: Date.now(),
      timeLimit,
      coreMs: 0,
      hidesCoreTiming: false,
      activity: [],
      activityDown: false,
    };
    return await storage.run(scope, run);
  } finally {
    timeLimit.clear();
  }
}

/** Returns the scope of the current request, if any. */
export function currentScope(): RequestScope | undefined {
  return storage.getStore();
}

/** Changes the scope of the current request, if any. */
function updateScope(changes: Partial<RequestScope>): void {
  Object.assign(storage.getStore() ?? {}, changes);
}

/** Sets in the log line whether the throttle works. */
export function recordThrottle(state: ThrottleState): void {
  updateScope({ throttle: state });
}

/** Keeps an event of an account for activity/activityLog.ts, from code that has no Lambda event. */
export function deferActivity(userId: string, kind: ActivityKind): void {
  storage.getStore()?.activity.push({ userId, kind });
}

/** Records a password reset from code that sends no mail. */
export function recordReset(account: ResetAccount): void {
  updateScope({ resetAccount: account });
}

/** Records that the core is asked to check a password in this request. */
export function recordPasswordCheck(): void {
  updateScope({ isPasswordChecked: true });
}

/** Sets in the log line why a provider of sign-ins could not be used. */
export function recordProviderFailure(reason: string): void {
  updateScope({ providerFailure: reason });
}

/** Sets how the user of this request signs in, before the SDK creates the session. */
export function recordSignInMethod(method: SignInMethod): void {
  updateScope({ signInMethod: method });
}

/**
 * Sets when the user of this request entered their credentials, before the SDK creates the session.
 *
 * @param authTime in seconds since the epoch; undefined if it is unknown, so that the sign-in is not recent
 */
export function recordAuthTime(authTime: number | undefined): void {
  updateScope({ authTime });
}

/** Records that a login method was created in this request, so that nothing is stored under its id yet. */
export function recordCreatedRecipeUser(recipeUserId: string): void {
  updateScope({ createdRecipeUserId: recipeUserId });
}

/** Returns the id of the login method that this request has created, if any. */
export const createdRecipeUser = (): string | undefined => storage.getStore()?.createdRecipeUserId;

/** Records that a way to sign in has become part of an account, for functions that send mail. */
export function recordLinked(linked: LinkedMethod): void {
  updateScope({ linked });
}

/** Records that a session was created for a user who signed in by this method. */
export function recordSignedIn(userId: string, method: SignInMethod): void {
  updateScope({ signedInBy: method, signedInUserId: userId });
}

/** Records that a user has signed in, and has given their second factor where one is due. */
export function recordCompletedSignIn(userId: string): void {
  updateScope({ completedSignIn: userId });
}

/** Keeps the metadata of a user for the rest of the request, so that it is read once. */
export function recordMetadata(userId: string, values: object): void {
  updateScope({ metadata: { userId, values } });
}

/** Records that the sign-in of this request has created the account. */
export function recordNewAccount(): void {
  updateScope({ isNewAccount: true });
}

/**
 * Accepts sessions without a second factor in this request: only where such a session goes on (the page that
 * asks for the factor, or sets it up), is refreshed, or ends.
 */
export function allowWithoutFactor(which: NonNullable<RequestScope['allowedWithoutFactor']>): void {
  updateScope({ allowedWithoutFactor: which });
}

/** Sets in the log line that activity could not be recorded. */
export function recordActivityDown(): void {
  updateScope({ activityDown: true });
}

/** Sets in the log line the outcome of the mail of this request, and why it failed. */
export function recordMail(state: MailState, reason?: string): void {
  updateScope({ mail: state, mailFailure: reason });
}

/** Sets in the log line whether a password could be checked for known breaches. */
export function recordBreachCheck(state: BreachCheckState): void {
  updateScope({ breachCheck: state });
}

/**
 * Returns the remaining time of the current request in milliseconds; outside a request, the time of a whole
 * one.
 */
export function timeLeft(): number {
  const scope = storage.getStore();
  return scope === undefined ? TIME_LIMIT_MS : scope.startedAt + TIME_LIMIT_MS - performance.now();
}

/** Hides in the response what only the time of the core could reveal. */
export function hideCoreTiming(): void {
  updateScope({ hidesCoreTiming: true });
}

/** Makes this browser known to an account, in the response. */
export function recordKnownAccount(account: KnownAccount): void {
  updateScope({ knownTo: account });
}

/** Records that this request has changed the credentials of a user. */
export function recordCredentialChange(generation: string): void {
  updateScope({ ownGeneration: generation });
}

/** Sets the outcome of this request in the log line. */
export function recordOutcome(outcome: string): void {
  updateScope({ outcome });
}
