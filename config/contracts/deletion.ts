import * as z from 'zod';
import { ACCOUNT_FUNCTION } from './data.ts';
import { passwordConfirmation } from './password.ts';
import { validationText } from './refusalReason.ts';

export const DELETION_FUNCTION = `${ACCOUNT_FUNCTION}/deletion`;

/** The confirmation that the function requires. The page asks for it in the language of the user. */
export const DELETION_WORDS = 'delete my account';

/** Makes texts equal that differ in spaces, case or the spelling of accents. */
const toComparable = (typed: string): string =>
  typed.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();

/**
 * Returns the confirmation that the function requires, if its translation was typed; else what was typed.
 *
 * @param words the translation, in the language of the page
 */
export const toDeletionWords = (typed: string, words: string): string =>
  toComparable(typed) === toComparable(words) ? DELETION_WORDS : typed;

const areDeletionWords = (typed: string): boolean => toComparable(typed) === DELETION_WORDS;

const NOT_CONFIRMED = validationText(
  'deletion.notConfirmed',
  `Type “${DELETION_WORDS}” to confirm. Nothing was deleted.`,
);

/** `POST account/deletion`. */
export const deletionRequest = z.strictObject({
  /** Omitted by users without a password, who sign in again instead. */
  password: passwordConfirmation('password').optional(),
  confirmation: z.string(NOT_CONFIRMED).refine(areDeletionWords, NOT_CONFIRMED),
});

/** `POST account/deletion`: everything is deleted; `notified` says whether a mail was sent. */
export const accountDeleted = z.strictObject({ deleted: z.literal(true), notified: z.boolean() });
export type AccountDeleted = z.infer<typeof accountDeleted>;
