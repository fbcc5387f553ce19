import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A phone number in the form +14155550123; anything else is only trimmed, as the real core has it. */
export function normalisePhoneNumber(input: string): string {
  const trimmed = input.trim();
  return parsePhoneNumberFromString(trimmed)?.number ?? trimmed;
}
