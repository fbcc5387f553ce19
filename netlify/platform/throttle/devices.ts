import { addCookies, type FunctionEvent, type FunctionResponse } from '../http/message.ts';
import { accountKey } from './attempt.ts';
import { hasDatabase, type Query } from '../store/database.ts';
import { changeCounters, counters } from './counters.ts';
import { deviceCookie, knownDevice, type DeviceScope } from './deviceCookie.ts';
import { change, readState, type Counter } from './counterStore.ts';

/** Returns the nonce of the requesting browser; undefined if the account does not know the browser. */
export async function deviceNonce(
  query: Query,
  event: FunctionEvent,
  account: string,
  scope?: DeviceScope,
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
  scope?: DeviceScope,
): void {
  if (hasDatabase()) addCookies(response, [deviceCookie(event, accountKey(email), scope)]);
}

/**
 * Makes all browsers unknown to an account: an attacker with a device cookie may be the reason for a new
 * password, and must not keep a budget to guess it.
 */
export function forgetDevices(email: string): Promise<void> {
  const counter = counters.devicesSince(accountKey(email));
  return changeCounters((query, now) => change(query, counter, now, () => ({ since: now })));
}
