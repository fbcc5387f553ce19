import { dictionary } from '@zxcvbn-ts/language-common';
import { withoutAffixes } from './affixes.ts';
import { isPredictable } from './predictable.ts';

/** The shortest password that can be chosen; what is shorter is looked at only as the word within a longer one. */
const MIN_LENGTH = 8;

/** Without its digits a shorter word than this is in too many passwords. */
const MIN_WORD_LENGTH = 4;

const isLong = (password: string) => password.length >= MIN_LENGTH;

/** The entries of a list that no other rule refuses: what is left out is as surely refused as what stays. */
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
 * The passwords in common use, in lower case. The build puts the finished list in the place of this module, so that the
 * whole one is in no bundle (netlify/build/bundle.ts).
 */
export const COMMON_PASSWORDS: readonly string[] = selectEntries(dictionary['passwords-common']);
