import { withoutAffixes } from './affixes.ts';
import { COMMON_PASSWORDS } from './passwordList.ts';

const listed = new Set(COMMON_PASSWORDS);

/**
 * Returns whether a password is one of the most common ones, or one with a few digits or signs around it.
 * This module is large: load it only when a user chooses a password.
 *
 * @param password in lower case
 */
export const isCommon = (password: string): boolean =>
  listed.has(password) || listed.has(withoutAffixes(password));
