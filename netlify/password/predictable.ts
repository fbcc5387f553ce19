/** Rows of neighboring keys, on the most common keyboards. */
const KEY_ROWS = [
  ...['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm'],
];

/** Minimum number of characters that do not continue a pattern. */
const MIN_UNPREDICTABLE = 6;

/** A shorter text is not a password, however often it is repeated. */
const MIN_UNIT = 8;

/** Returns the step from each key to its neighbors in a row; a pair of keys is the text of both. */
function readKeySteps(): ReadonlyMap<string, readonly number[]> {
  const steps = new Map<string, number[]>();
  const add = (pair: string, step: number) => steps.set(pair, [...(steps.get(pair) ?? []), step]);
  for (const row of KEY_ROWS)
    for (const [at, key] of Array.from(row).entries()) {
      const next = row.charAt(at + 1);
      add(key + next, 1);
      add(next + key, -1);
    }
  return steps;
}

const KEY_STEPS = readKeySteps();

const NO_STEPS: readonly number[] = [];

/**
 * Returns the steps of at most one between two characters in the alphabet, the digits or a row of keys; 0 for
 * the same character.
 */
function stepsBetween(before: string, after: string): readonly number[] {
  const onKeys = KEY_STEPS.get(before + after) ?? NO_STEPS;
  const inUnicode = (after.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  return inUnicode >= -1 && inUnicode <= 1 ? [inUnicode, ...onKeys] : onKeys;
}

/** Returns the number of characters that do not continue the step of the two before them. */
function countUnpredictable(characters: readonly string[]): number {
  let count = characters.length;
  let before: readonly number[] = [];
  for (let at = 1; at < characters.length; at += 1) {
    const now = stepsBetween(characters[at - 1] ?? '', characters[at] ?? '');
    if (now.some((step) => before.includes(step))) count -= 1;
    before = now;
  }
  return count;
}

/** Returns the length of the shortest text that yields this one when repeated and cut at the end. */
function unitLength(characters: readonly string[]): number {
  const repeatsAfter = (length: number) => characters.every((one, at) => one === characters[at % length]);
  return characters.findIndex((_one, at) => at > 0 && repeatsAfter(at));
}

/**
 * Returns whether a password consists mostly of repeats (`aaaa1111`, `abcabcabc`) or sequences (`abcd4321`,
 * `qwertyuiop`).
 *
 * @param password in lower case; at most 72 bytes, since the time grows with the square of the length
 */
export function isPredictable(password: string): boolean {
  const characters = Array.from(password);
  const unit = unitLength(characters);
  const isRepeated = unit > 0 && unit < MIN_UNIT && unit * 2 <= characters.length;
  return isRepeated || countUnpredictable(characters) < MIN_UNPREDICTABLE;
}
