/** With more characters than these around it, a common word is hard to guess. */
const MAX_AFFIX_CHARACTERS = 4;

const AFFIXES = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su;

/** Removes a few digits and signs before and after the word: `!password1` is a common password, too. */
export function withoutAffixes(password: string): string {
  const [, before = '', word = '', after = ''] = AFFIXES.exec(password) ?? [];
  return before.length + after.length <= MAX_AFFIX_CHARACTERS ? word : password;
}
