import { addCookies, type FunctionEvent, type FunctionResponse } from '../http/message.ts';
import { A_MOMENT_MS } from '../moment.ts';
import { accountKey, browserKey, userKey } from './attempt.ts';
import { hasDatabase, type Query } from '../store/database.ts';
import { ALLOWED, changeCounters, counters, verdictOf } from './counters.ts';
import { deviceCookie, knownDevice, type DeviceScope } from './deviceCookie.ts';
import { isFirst } from './once.ts';
import { change, readState, type Counter } from './counterStore.ts';

/** Returns the nonce of the requesting browser; undefined if the account does not know the browser. */
export async function deviceNonce(
  query: Query,
  event: FunctionEvent,
  account: string,
  scope: DeviceScope = 'auth',
): Promise<string | undefined> {
  const device = knownDevice(event, account, scope);
  if (device === undefined) return undefined;
  const since = (await readState(query, counters.devicesSince(account))) as { since?: number } | undefined;
  return device.issued >= (since?.since ?? 0) ? device.nonce : undefined;
}

/** The budget of the requesting browser; undefined if the account does not know it. */
export async function deviceCounter(
  query: Query,
  event: FunctionEvent,
  account: string,
): Promise<Counter | undefined> {
  const nonce = await deviceNonce(query, event, account);
  return nonce === undefined ? undefined : counters.device(account, nonce);
}

/** Makes the browser of a response known to the account. Not needed where nothing is counted. */
export function rememberDevice(
  event: FunctionEvent,
  response: FunctionResponse,
  email: string,
  scope: DeviceScope = 'auth',
): void {
  if (hasDatabase()) addCookies(response, [deviceCookie(event, accountKey(email), scope)]);
}

function forgetAllOf(account: string): Promise<void> {
  const counter = counters.devicesSince(account);
  return changeCounters((query, now) => change(query, counter, now, () => ({ since: now })));
}

/**
 * Makes all browsers unknown to an account: an attacker with a device cookie may be the reason for a new
 * password, and must not keep a budget to guess it.
 */
export const forgetDevices = (email: string): Promise<void> => forgetAllOf(accountKey(email));

const UNKNOWN = { allowed: false, retryAfterMs: 0 } as const;

/**
 * Whether a user has signed in in the browser of a request before. While the database is down, its
 * cookie decides.
 */
export async function hasSignedInHere(event: FunctionEvent, userId: string): Promise<boolean> {
  const account = userKey(userId);
  if (knownDevice(event, account, 'sign-in') === undefined) return false;
  const verdict = await verdictOf(async (query) =>
    (await deviceNonce(query, event, account, 'sign-in')) === undefined ? UNKNOWN : ALLOWED,
  );
  return verdict.allowed;
}

/**
 * Whether a sign-in is the first one of a user in a new browser for a moment: two tabs, or a form that was
 * sent twice, are to be reported once.
 */
export const isFirstSignIn = (event: FunctionEvent, userId: string): Promise<boolean> =>
  isFirst(counters.signInReport(userKey(userId), browserKey(event), A_MOMENT_MS));

/** Remembers in a browser that a user has signed in there. */
export function rememberSignIn(event: FunctionEvent, response: FunctionResponse, userId: string): void {
  addCookies(response, [deviceCookie(event, userKey(userId), 'sign-in')]);
}

/** Makes {@link hasSignedInHere} false in all browsers of a user. */
export const forgetSignIns = (userId: string): Promise<void> => forgetAllOf(userKey(userId));
