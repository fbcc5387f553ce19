import { PASSKEY_LIMITS } from '../../config/rules/limits.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { describeDevice } from '../sessions/describeDevice.ts';

function nameOfDevice(event: FunctionEvent): string {
  const { browser, system } = describeDevice(event.headers['user-agent']);
  return [browser, system].filter((part) => part !== null).join(' on ') || 'Passkey';
}

/** Names a new passkey by the browser that created it, and counts those with the same name. */
export function describeNewPasskey(event: FunctionEvent, known: readonly { name: string }[]): string {
  const first = nameOfDevice(event).slice(0, PASSKEY_LIMITS.name - ' (99)'.length);
  const taken = new Set(known.map(({ name }) => name));
  let name = first;
  for (let number = 2; taken.has(name); number += 1) name = `${first} (${number})`;
  return name;
}
