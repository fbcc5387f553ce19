import * as z from 'zod';
import { LANGUAGE_CODES } from '../languages.ts';
import { charactersOf, hasLetter } from '../rules/characters.ts';
import { PROFILE_LIMITS } from '../rules/limits.ts';
import { isPlainText, PLAIN_TEXT_MESSAGE } from '../rules/plainText.ts';
import { validationText } from './refusalReason.ts';

export const PROFILE_FUNCTION = '/.netlify/functions/profile';

/** The profile; null for fields without a value. */
export const profileFields = z.strictObject({ name: z.string().nullable(), initials: z.string().nullable() });
export type ProfileFields = z.infer<typeof profileFields>;

/** A login method, by its recipe, and its email address or number. */
export const loginMethodEntry = z.strictObject({
  recipe: z.enum(['emailpassword', 'passwordless', 'thirdparty', 'webauthn']),
  identity: z.string(),
  /** The provider that confirms the user; null for other recipes. */
  provider: z.string().nullable(),
  createdAt: z.number(),
});
export type LoginMethodEntry = z.infer<typeof loginMethodEntry>;

/** `GET profile`: account data from the core. Times are milliseconds since the epoch. */
export const profileAnswer = z.strictObject({
  userId: z.string(),
  emails: z.array(z.string()),
  timeJoined: z.number(),
  fields: profileFields,
  loginMethods: z.array(loginMethodEntry),
  session: z.strictObject({ handle: z.string(), createdAt: z.number(), expiresAt: z.number() }),
});
export type ProfileAnswer = z.infer<typeof profileAnswer>;

/** One letter or digit with its marks. */
const INITIAL = /^[\p{L}\p{N}]\p{M}{0,4}$/u;

/** Normalizes text. An empty one becomes null, which removes the metadata. */
const written = z
  .string('must be text')
  .transform((text) => text.normalize('NFC').trim().replace(/ +/g, ' '));
const orNothing = (text: string) => (text === '' ? null : text);

const tooLong = (max: number) => validationText('profile.tooLong', `Use ${max} characters at most.`, { max });

const name = written
  .refine((text) => Array.from(text).length <= PROFILE_LIMITS.name, tooLong(PROFILE_LIMITS.name))
  .refine(isPlainText, PLAIN_TEXT_MESSAGE)
  .refine(
    (text) => text === '' || hasLetter(text),
    validationText('profile.noLetter', 'Use at least one letter or digit.'),
  )
  .transform(orNothing);

const initials = written
  .refine(
    (text) => charactersOf(text).every((character) => INITIAL.test(character)),
    validationText('profile.initialsCharacters', 'Use letters and digits alone.'),
  )
  .refine((text) => charactersOf(text).length <= PROFILE_LIMITS.initials, tooLong(PROFILE_LIMITS.initials))
  .transform((text) => orNothing(text.toLocaleUpperCase('en')));

/** The language of pages and mails. */
const language = z.enum(LANGUAGE_CODES, `Use one of ${LANGUAGE_CODES.join(', ')}.`);

/** `PATCH profile`: omitted fields stay unchanged, and an empty string removes the value. */
export const profileChange = z.strictObject({
  name: name.optional(),
  initials: initials.optional(),
  language: language.optional(),
});
