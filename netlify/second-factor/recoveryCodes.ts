import { randomBytes, randomInt, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { readEnteredCode } from '../platform/enteredCode.ts';

/** Number of codes that a user gets. */
const RECOVERY_CODES = 10;

/** Without the characters that look like others: 0 and O, 1, I and L. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** 59 bits. */
const CODE_LENGTH = 12;
const GROUP_LENGTH = 4;

const CODE = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`);

/** Work of one hash: about 30 ms and 16 MiB. */
const COST = { N: 2 ** 14, r: 8, p: 1 };
const HASH_BYTES = 32;

const hash = promisify<string, string, number, typeof COST, Buffer>(scrypt);

/** Codes of a user in the form in which the database stores them. */
export interface HashedCodes {
  salt: string;
  hashes: string[];
}

const randomCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** Writes a code in groups, as users read it. */
function toGroups(code: string): string {
  return (code.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g')) ?? []).join('-');
}

/** Returns a code without the spaces, hyphens and capitals of its writing; undefined if it cannot be one. */
export function toRecoveryCode(entered: string): string | undefined {
  const code = readEnteredCode(entered).toLowerCase();
  return CODE.test(code) ? code : undefined;
}

/**
 * Hashes a code. A code has fewer than 112 bits, so the hash is slow and salted (ASVS 5.0, 6.5.2).
 *
 * @param code from {@link toRecoveryCode}
 */
export async function hashRecoveryCode(code: string, salt: string): Promise<string> {
  return (await hash(code, salt, HASH_BYTES, COST)).toString('base64url');
}

/** Creates new codes: for the user to keep, and for the database. */
export async function createRecoveryCodes(): Promise<{ codes: string[]; hashed: HashedCodes }> {
  const codes = Array.from({ length: RECOVERY_CODES }, randomCode);
  const salt = randomBytes(16).toString('base64url');
  const hashes = await Promise.all(codes.map((code) => hashRecoveryCode(code, salt)));
  return { codes: codes.map(toGroups), hashed: { salt, hashes } };
}
