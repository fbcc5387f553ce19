import * as z from 'zod';

export const PROFILE_FUNCTION = '/.netlify/functions/profile';

/** What a person says of herself; null where she says nothing. */
export const profileFields = z.strictObject({ name: z.string().nullable(), initials: z.string().nullable() });
export type ProfileFields = z.infer<typeof profileFields>;

/** One way into an account, by the recipe that keeps it, and the address, number or provider that it is for. */
export const wayIn = z.strictObject({
  recipe: z.enum(['emailpassword', 'passwordless', 'thirdparty', 'webauthn']),
  identity: z.string(),
  since: z.number(),
});
export type WayIn = z.infer<typeof wayIn>;

/** `GET profile`: what only the core knows. Times are milliseconds since the epoch. */
export const profileAnswer = z.strictObject({
  userId: z.string(),
  emails: z.array(z.string()),
  timeJoined: z.number(),
  fields: profileFields,
  waysIn: z.array(wayIn),
  session: z.strictObject({ handle: z.string(), begun: z.number(), ends: z.number() }),
});
export type ProfileAnswer = z.infer<typeof profileAnswer>;

/** What a person may say about herself. The forms of the pages tell browsers these limits, the function keeps them. */
const PROFILE_LIMITS = { name: 80, initials: 3 } as const;

const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** They reorder what stands after them, on whatever page the name is shown. */
const REORDERING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const LETTER = /[\p{L}\p{N}]/u;

/** More marks than any script puts on one letter: they climb over the lines above. */
const TOO_MANY_MARKS = /\p{M}{5}/u;

/** One letter or digit with its marks. */
const INITIAL = /^[\p{L}\p{N}]\p{M}{0,4}$/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader takes for the characters of a text. */
function charactersOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

const isPlainText = (text: string) =>
  !NO_TEXT.test(text) && !REORDERING.test(text) && !TOO_MANY_MARKS.test(text);

/** In one spelling, and null where nothing is left: that is how metadata is removed. */
const written = z
  .string('must be text')
  .transform((text) => text.normalize('NFC').trim().replace(/ +/g, ' '));
const orNothing = (text: string) => (text === '' ? null : text);

const name = written
  .refine(
    (text) => Array.from(text).length <= PROFILE_LIMITS.name,
    `Use ${PROFILE_LIMITS.name} characters at most.`,
  )
  .refine(isPlainText, 'Use letters, digits, spaces and punctuation.')
  .refine((text) => text === '' || LETTER.test(text), 'Use at least one letter or digit.')
  .transform(orNothing);

const initials = written
  .refine(
    (text) => charactersOf(text).every((character) => INITIAL.test(character)),
    'Use letters and digits alone.',
  )
  .refine(
    (text) => charactersOf(text).length <= PROFILE_LIMITS.initials,
    `Use ${PROFILE_LIMITS.initials} characters at most.`,
  )
  .transform((text) => orNothing(text.toLocaleUpperCase('en')));

/** `PATCH profile`: what is left out stays as it is, and an empty text takes away what was there. */
export const profileChange = z.strictObject({ name: name.optional(), initials: initials.optional() });
