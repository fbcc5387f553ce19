import { PASSKEY_LIMITS } from '../../config/rules/limits.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { requestLanguage } from '../platform/messages/requestLanguage.ts';
import { describeDevice } from '../sessions/describeDevice.ts';
import { newPasskeyName } from './passkeyNotices.ts';

/** Set by the translator around the parts of a name. Names contain no control characters. */
const ISOLATES = /[\u2068\u2069]/g;

async function nameOfDevice(event: FunctionEvent): Promise<string> {
  const { browser, system } = describeDevice(event.headers['user-agent']);
  if (browser === null || system === null) return browser ?? system ?? 'Passkey';
  const name = await newPasskeyName(browser, system)(requestLanguage());
  return name.replace(ISOLATES, '');
}

/**
 * Names a new passkey by the browser that created it, in the language of its user, and counts those with the
 * same name.
 */
export async function describeNewPasskey(
  event: FunctionEvent,
  known: readonly { name: string }[],
): Promise<string> {
  const first = (await nameOfDevice(event)).slice(0, PASSKEY_LIMITS.name - ' (99)'.length);
  const taken = new Set(known.map(({ name }) => name));
  let name = first;
  for (let number = 2; taken.has(name); number += 1) name = `${first} (${number})`;
  return name;
}
