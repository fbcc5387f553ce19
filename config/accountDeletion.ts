/** What somebody types to show that she means it. The page says it, the function wants it. */
export const DELETION_WORDS = 'delete my account';

/** Whether these are the words, however they are spaced and capitalised. */
export function areDeletionWords(typed: string): boolean {
  return typed.trim().replace(/\s+/g, ' ').toLowerCase() === DELETION_WORDS;
}

/** Where somebody ends up whose account is no more: outside of the pages behind login. */
export const DELETED_PATH = '/account-deleted';
