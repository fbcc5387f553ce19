import { trim } from '../../text.ts';

/** Normalises a phone number to the form +14155550123. Other texts are only trimmed, as in the real core. */
export async function normalisePhoneNumber(input: string): Promise<string> {
  // Loaded on first use: loading its tables would take much of the start time.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  const trimmed = trim(input);
  return parsePhoneNumberFromString(trimmed)?.number ?? trimmed;
}
