import * as z from 'zod';
import { ACCOUNT_FUNCTION } from './data.ts';
import { passwordAgain } from './password.ts';

export const DELETION_FUNCTION = `${ACCOUNT_FUNCTION}/deletion`;

/** What somebody types to show that she means it. The page says it, the function wants it. */
export const DELETION_WORDS = 'delete my account';

/** Whether these are the words, however they are spaced and capitalised. */
function areDeletionWords(typed: string): boolean {
  return typed.trim().replace(/\s+/g, ' ').toLowerCase() === DELETION_WORDS;
}

const NOT_MEANT = `Type “${DELETION_WORDS}” to confirm. Nothing was deleted.`;

/** `POST account/deletion`. */
export const deletionRequest = z.strictObject({
  password: passwordAgain('password'),
  confirmation: z.string(NOT_MEANT).refine(areDeletionWords, NOT_MEANT),
});

/** `POST account/deletion`: nothing is left, and whether a mail says so. */
export const accountDeleted = z.strictObject({ deleted: z.literal(true), notified: z.boolean() });
export type AccountDeleted = z.infer<typeof accountDeleted>;
