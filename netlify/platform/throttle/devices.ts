import { addCookies, type FunctionEvent, type FunctionResponse } from '../http/message.ts';
import { accountKey } from './attempt.ts';
import { names, withStore } from './counters.ts';
import { deviceCookie, knownDevice } from './deviceCookie.ts';
import { change, counterStore, readState, type Store } from './counterStore.ts';

/** Name of the budget of the requesting browser; undefined if the account does not know it. */
export async function deviceCounter(
  store: Store,
  event: FunctionEvent,
  account: string,
): Promise<string | undefined> {
  const device = knownDevice(event, account);
  if (device === undefined) return undefined;
  const since = (await readState(store, names.devicesSince(account))) as { since?: number } | undefined;
  return device.issued >= (since?.since ?? 0) ? names.device(account, device.nonce) : undefined;
}

/** Makes the browser of a response known to the account. Not needed where nothing is counted. */
export function rememberDevice(event: FunctionEvent, response: FunctionResponse, email: string): void {
  if (counterStore(event) !== undefined) addCookies(response, [deviceCookie(event, accountKey(email))]);
}

/**
 * Makes all browsers unknown to an account: an attacker with a device cookie may be the reason for a new password, and must
 * not keep a budget to guess it.
 */
export function forgetDevices(event: FunctionEvent, email: string): Promise<void> {
  const since = Date.now();
  return withStore(event, (store) => change(store, names.devicesSince(accountKey(email)), () => ({ since })));
}
