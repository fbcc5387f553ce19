import { charactersOf, hasLetter } from '@/config/rules/characters';

const firstLetter = (word: string): string => charactersOf(word).find(hasLetter) ?? '';

/**
 * Returns default initials: of the first and last word of the name, or of the email address where there is no
 * name.
 */
export function getInitials(name: string | null, email: string | undefined): string {
  const words = (name ?? '').split(' ').filter(hasLetter);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0) ?? email];
  return (
    ends
      .map((word = '') => firstLetter(word))
      .join('')
      .toLocaleUpperCase('en') || '?'
  );
}
