import * as z from 'zod';
import { isPlainText, PLAIN_TEXT_MESSAGE } from '../rules/plainText.ts';

export const NOTES_FUNCTION = '/.netlify/functions/notes';

/** The longest text, in characters, and how many notes a user can have. */
export const NOTE_LIMITS = { characters: 500, perUser: 100 } as const;

/** `createdAt` is in milliseconds since the epoch. */
const note = z.strictObject({ id: z.string(), text: z.string(), createdAt: z.number() });
export type Note = z.infer<typeof note>;

/** `GET notes`: the notes of the user, newest first. */
export const noteList = z.strictObject({ notes: z.array(note) });

const text = z
  .string('Enter a note.')
  .transform((typed) => typed.normalize('NFC').trim())
  .refine((typed) => typed !== '', 'Enter a note.')
  .refine(
    (typed) => Array.from(typed).length <= NOTE_LIMITS.characters,
    `Use ${NOTE_LIMITS.characters} characters at most.`,
  )
  .refine(isPlainText, PLAIN_TEXT_MESSAGE);

/** Body of `POST notes`. */
export const newNote = z.strictObject({ text });

/** `POST notes`: the note that was added. */
export const noteAdded = note;

/** `DELETE notes/:note`. */
export const noteDeleted = z.strictObject({ deleted: z.literal(true) });
