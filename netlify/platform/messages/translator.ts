import compile from 'icu-minify/compile';
import format from 'icu-minify/format';
import { LANGUAGES, type LanguageCode } from '../../../config/languages.ts';

/** The keys of a file of messages: names, and names in groups, as in `codeUsed.subject`. */
export type MessageKey<Messages> = {
  [Name in keyof Messages & string]: Messages[Name] extends string
    ? Name
    : `${Name}.${keyof Messages[Name] & string}`;
}[keyof Messages & string];

/** Returns the text of a message with the given values. */
export type MessageTranslator<Key extends string> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

const formatters = {
  getNumberFormat: (...given: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...given),
  getDateTimeFormat: (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...given),
  getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) =>
    new Intl.PluralRules(...given),
};

function findMessage(messages: object, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], messages);
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/**
 * Sets names and addresses apart from right-to-left text around them, as `<bdi>` does in HTML, but in plain
 * text, too (Unicode Standard Annex 9, section 2.4).
 */
const isolate = (value: string | number): string | number =>
  typeof value === 'string' ? FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE : value;

/**
 * Creates a translator for functions. Messages are in ICU syntax. A build compiles them before, so that a
 * function contains no parser.
 *
 * @returns a function that throws for a key or a value that is missing
 * @see docs/decisions/080-translate-mails-and-pages-in-functions.md
 */
export function createTranslator(messages: object, language: LanguageCode): MessageTranslator<string> {
  const { direction, locale } = LANGUAGES[language];
  return (key, values = {}) => {
    const message = findMessage(messages, key);
    if (message === undefined) throw new Error(`No message ${key} in ${language}`);
    const entries = Object.entries(values);
    const shown =
      direction === 'rtl' ? entries.map(([name, value]) => [name, isolate(value)] as const) : entries;
    // In a build, `compile` returns what has been compiled before.
    const text = format(compile(message as string), locale, Object.fromEntries(shown), { formatters });
    return [text].flat().join('');
  };
}
