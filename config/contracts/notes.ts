import * as z from 'zod';
import { isPlainText, PLAIN_TEXT_MESSAGE } from '../rules/plainText.ts';
import { validationText } from './refusalReason.ts';

export const NOTES_FUNCTION = '/.netlify/functions/notes';

/** The longest text, in characters, and how many notes a user can have. */
export const NOTE_LIMITS = { characters: 500, perUser: 100 } as const;

/** `createdAt` is in milliseconds since the epoch. */
const note = z.strictObject({ id: z.string(), text: z.string(), createdAt: z.number() });
export type Note = z.infer<typeof note>;

/** `GET notes`: the notes of the user, newest first. */
export const noteList = z.strictObject({ notes: z.array(note) });

const MISSING = validationText('notes.missing', 'Enter a note.');

const { characters } = NOTE_LIMITS;
const TOO_LONG = validationText('notes.tooLong', `Use ${characters} characters at most.`, {
  max: characters,
});

const text = z
  .string(MISSING)
  .transform((typed) => typed.normalize('NFC').trim())
  .refine((typed) => typed !== '', MISSING)
  .refine((typed) => Array.from(typed).length <= characters, TOO_LONG)
  .refine(isPlainText, PLAIN_TEXT_MESSAGE);

/** Body of `POST notes`. */
export const newNote = z.strictObject({ text });

/** `POST notes`: the note that was added. */
export const noteAdded = note;

/** `DELETE notes/:note`. */
export const noteDeleted = z.strictObject({ deleted: z.literal(true) });
