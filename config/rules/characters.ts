const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Splits a text into user-perceived characters. */
export function charactersOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Whether a text contains a letter or digit, of any script. */
export const hasLetter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
