/** More than these around a common word are no longer a guess away. */
const MAX_AFFIX_CHARACTERS = 4;

const AFFIXES = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su;

/** A password without the few digits and signs before and after its word: `!password1` is a common one, too. */
export function withoutAffixes(password: string): string {
  const [, before = '', word = '', after = ''] = AFFIXES.exec(password) ?? [];
  return before.length + after.length <= MAX_AFFIX_CHARACTERS ? word : password;
}
