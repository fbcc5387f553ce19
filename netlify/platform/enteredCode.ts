import { MAX_CODE_CHARACTERS } from '../../config/rules/limits.ts';

/** The digits of Arabic, and of Persian and Urdu: their last four bits are the value. */
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Spaces, hyphens, and marks without a width, which come along when a code is copied from a mail. */
const NOT_OF_CODES = /[\s\p{Pd}\p{Cf}]/gu;

/** Returns a code as it was sent, from what the user has typed or pasted. */
export const readEnteredCode = (entered: string): string =>
  entered
    .slice(0, MAX_CODE_CHARACTERS)
    .normalize('NFKC')
    .replace(NOT_OF_CODES, '')
    .replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
