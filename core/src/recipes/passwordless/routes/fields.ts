import { decodeBase64 } from '../../../base64.ts';
import { badRequest } from '../../../errors.ts';
import { normalisePhoneNumber } from '../../users/phoneNumber.ts';
import type { Contact } from '../codes.ts';

/** Counts the given fields among several alternatives. */
export const givenOf = (values: readonly (string | null | undefined)[]): number =>
  values.filter((value) => value !== null && value !== undefined).length;

export function decode(value: string, name: 'deviceId' | 'linkCode'): Buffer {
  const bytes = decodeBase64(value, name === 'linkCode' ? 'base64url' : 'base64');
  if (bytes === null) throw badRequest(`Input encoding error in ${name}`);
  return bytes;
}

/** Reads the contact once it is known that there is exactly one. */
export const contactOf = async (address: string | null | undefined, phoneNumber: string): Promise<Contact> =>
  address == null ? { phoneNumber: await normalisePhoneNumber(phoneNumber) } : { email: address };
