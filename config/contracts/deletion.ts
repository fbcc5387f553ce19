import * as z from 'zod';
import { ACCOUNT_FUNCTION } from './data.ts';
import { passwordConfirmation } from './password.ts';

export const DELETION_FUNCTION = `${ACCOUNT_FUNCTION}/deletion`;

/** The confirmation that the page asks for and the function requires. */
export const DELETION_WORDS = 'delete my account';

/** Whether the text is the confirmation, regardless of spaces and case. */
function areDeletionWords(typed: string): boolean {
  return typed.trim().replace(/\s+/g, ' ').toLowerCase() === DELETION_WORDS;
}

const NOT_MEANT = `Type “${DELETION_WORDS}” to confirm. Nothing was deleted.`;

/** `POST account/deletion`. */
export const deletionRequest = z.strictObject({
  /** Omitted by users without a password, who sign in again instead. */
  password: passwordConfirmation('password').optional(),
  confirmation: z.string(NOT_MEANT).refine(areDeletionWords, NOT_MEANT),
});

/** `POST account/deletion`: everything is deleted; `notified` says whether a mail was sent. */
export const accountDeleted = z.strictObject({ deleted: z.literal(true), notified: z.boolean() });
export type AccountDeleted = z.infer<typeof accountDeleted>;
