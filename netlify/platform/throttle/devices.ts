import { addCookies, type FunctionEvent, type FunctionResponse } from '../http/message.ts';
import { accountKey } from './attempt.ts';
import { names, withStore } from './counters.ts';
import { deviceCookie, knownDevice } from './deviceCookie.ts';
import { change, counterStore, readState, type Store } from './counterStore.ts';

/** The name of the budget of the browser that asks; undefined for one that the account does not know. */
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

/** Makes the browser that an answer goes to one that the account knows. Where nothing is counted it need not be. */
export function rememberDevice(event: FunctionEvent, response: FunctionResponse, email: string): void {
  if (counterStore(event) !== undefined) addCookies(response, [deviceCookie(event, accountKey(email))]);
}

/**
 * Makes every browser unknown to an account: whoever has a device cookie may be the reason for a new password, and is
 * not to keep a budget of their own to guess it.
 */
export function forgetDevices(event: FunctionEvent, email: string): Promise<void> {
  const since = Date.now();
  return withStore(event, (store) => change(store, names.devicesSince(accountKey(email)), () => ({ since })));
}
