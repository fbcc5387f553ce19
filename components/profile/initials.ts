const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const LETTER = /[\p{L}\p{N}]/u;

function firstLetter(word: string): string {
  return [...segmenter.segment(word)].find(({ segment }) => LETTER.test(segment))?.segment ?? '';
}

/**
 * Returns default initials: of the first and last word of the name, or of the email address where there is no
 * name.
 */
export function getInitials(name: string | null, email: string | undefined): string {
  const words = (name ?? '').split(' ').filter((word) => LETTER.test(word));
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0) ?? email];
  return (
    ends
      .map((word = '') => firstLetter(word))
      .join('')
      .toLocaleUpperCase('en') || '?'
  );
}
