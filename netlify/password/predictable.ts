/** Keys that lie side by side, on the keyboards that most users have. */
const KEY_ROWS = [
  ...['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm'],
];

/** Fewer characters than these that do not follow from the ones before them are too few. */
const MIN_UNPREDICTABLE = 6;

/** A text shorter than this is no password, however often it is repeated. */
const MIN_UNIT = 8;

/** By how much one character follows another, along the alphabet, the digits or a row of keys; 0 for the same one. */
function stepsBetween(before: string, after: string): number[] {
  const onKeys = KEY_ROWS.flatMap((row) => {
    const [from, to] = [row.indexOf(before), row.indexOf(after)];
    return from < 0 || to < 0 ? [] : [to - from];
  });
  const inUnicode = (after.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  return [inUnicode, ...onKeys].filter((step) => Math.abs(step) <= 1);
}

/** How many characters do not go on as the two before them did. */
function countUnpredictable(characters: readonly string[]): number {
  const steps = characters.slice(1).map((one, at) => stepsBetween(characters[at] ?? '', one));
  const goesOn = steps.filter((now, at) => now.some((step) => steps[at - 1]?.includes(step) === true));
  return characters.length - goesOn.length;
}

/** The length of the shortest text that, repeated and cut at the end, makes this one. */
function unitLength(characters: readonly string[]): number {
  const repeatsAfter = (length: number) => characters.every((one, at) => one === characters[at % length]);
  return characters.findIndex((_one, at) => at > 0 && repeatsAfter(at));
}

/**
 * Whether a password is mostly repeats (`aaaa1111`, `abcabcabc`) or sequences (`abcd4321`, `qwertyuiop`).
 *
 * @param password in lower case; of 72 bytes at most, since the time grows with the square of the length
 */
export function isPredictable(password: string): boolean {
  const characters = Array.from(password);
  const unit = unitLength(characters);
  const isRepeated = unit > 0 && unit < MIN_UNIT && unit * 2 <= characters.length;
  return isRepeated || countUnpredictable(characters) < MIN_UNPREDICTABLE;
}
