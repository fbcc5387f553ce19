import { trim } from '../../text.ts';

/** A phone number in the form +14155550123; anything else is only trimmed, as the real core has it. */
export async function normalisePhoneNumber(input: string): Promise<string> {
  // Loaded at the first use: its tables are a good part of what would otherwise be the time to start.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  const trimmed = trim(input);
  return parsePhoneNumberFromString(trimmed)?.number ?? trimmed;
}
