import { dictionary } from '@zxcvbn-ts/language-common';
import { withoutAffixes } from './affixes.ts';
import { isPredictable } from './predictable.ts';

/** The shortest password that users can choose; shorter entries are only used as words within longer ones. */
const MIN_LENGTH = 8;

/** Shorter words occur in too many passwords when their digits are removed. */
const MIN_WORD_LENGTH = 4;

const isLong = (password: string) => password.length >= MIN_LENGTH;

/** Returns the entries of a list that no other rule refuses. The omitted ones are refused by those rules. */
function selectEntries(passwords: readonly string[]): string[] {
  const listed = new Set(passwords.filter(({ length }) => length >= MIN_WORD_LENGTH));
  const words = new Set(passwords.filter(isLong).map(withoutAffixes));
  return passwords.filter((one) => {
    const word = withoutAffixes(one);
    if (!isLong(one)) return word === one && listed.has(one) && words.has(one);
    const isWordKept = listed.has(word) && !(isLong(word) && isPredictable(word));
    return !isPredictable(one) && (word === one || !isWordKept);
  });
}

/**
 * The common passwords, in lower case. The build replaces this module by the finished list, so that no bundle
 * contains the whole one (netlify/build/bundle.ts).
 */
export const COMMON_PASSWORDS: readonly string[] = selectEntries(dictionary['passwords-common']);
