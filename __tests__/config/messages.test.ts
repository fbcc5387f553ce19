import { globSync, readdirSync, readFileSync } from 'node:fs';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { createTranslator } from 'next-intl';
import { AREAS } from '../../config/areas.ts';
import {
  LANGUAGES,
  PSEUDO_LANGUAGE,
  SOURCE_LANGUAGE,
  TRANSLATED_LANGUAGES,
  type LanguageCode,
} from '../../config/languages.ts';
import { FUNCTION_FILES } from '../../config/messages/functionFiles.ts';
import { readMessages } from '../../config/messages/readMessages.ts';
import { toPseudoText } from '../../config/messages/pseudoMessages.ts';

const TRANSLATIONS = TRANSLATED_LANGUAGES.filter((code) => code !== SOURCE_LANGUAGE);

/** All messages below a group, by their key: `sessions.device.full`. */
function flatten(group: object, above = ''): Map<string, string> {
  return new Map(
    Object.entries(group).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[`${above}${key}`, value]]
        : [...flatten(value as object, `${above}${key}.`)],
    ),
  );
}

/** The arguments and tags of a message, with their types. */
function parametersOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const own = `${element.value}: ${TYPE[element.type]}`;
    if (element.type === TYPE.tag) return [own, ...parametersOf(element.children)];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [own];
    return [own, ...Object.values(element.options).flatMap((option) => parametersOf(option.value))];
  });
}

const parameters = (message: string) => [...new Set(parametersOf(parse(message)))].sort();

const isOfFunctions = (file: string) => FUNCTION_FILES.test(file);

const messageFiles = (language: LanguageCode) =>
  readdirSync(`config/messages/${language}`).filter((file) => !file.endsWith('.d.json.ts'));

/** The texts of functions, by the name of their file. */
function functionTexts(language: LanguageCode): object {
  return Object.fromEntries(
    messageFiles(language)
      .filter(isOfFunctions)
      .map((file): [string, unknown] => {
        const text = readFileSync(`config/messages/${language}/${file}`, 'utf8');
        return [file.replace('.json', ''), JSON.parse(text)];
      }),
  );
}

const ENGLISH = readMessages(SOURCE_LANGUAGE);
const english = new Map([...flatten(ENGLISH), ...flatten(functionTexts(SOURCE_LANGUAGE))]);

describe.each(TRANSLATIONS)('the messages of %s', (language) => {
  const messages = flatten({ ...readMessages(language), ...functionTexts(language) });

  it('have the keys of the English ones, and no empty text', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...messages].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have the same parameters', () => {
    const differing = [...english].filter(
      ([key, text]) => String(parameters(messages.get(key) ?? '')) !== String(parameters(text)),
    );
    expect(differing).toEqual([]);
  });
});

const FOREIGN = /(?<![\u2068>]){(?:email|appName|provider|browser|system|name|role|host|expected|reference)}/;

it('names and addresses are set apart in right-to-left texts of pages', () => {
  // Functions isolate all values themselves.
  const codes = TRANSLATIONS.filter((code) => LANGUAGES[code].direction === 'rtl');
  const texts = codes.flatMap((code) => [...flatten(readMessages(code))]);
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter(([, text]) => FOREIGN.test(text))).toEqual([]);
});

/** The forms of each plural in a message. */
function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return pluralsOf(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const nested = Object.values(element.options).flatMap((option) => pluralsOf(option.value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...nested] : nested;
  });
}

/** Messages with a plural, by their key. */
const withPlurals = (language: LanguageCode) =>
  [...flatten({ ...readMessages(language), ...functionTexts(language) })].filter(
    ([, text]) => pluralsOf(parse(text)).length > 0,
  );

/** And not a form for one number, such as `=0`. */
const isCategory = (form: string) => !form.startsWith('=');

it.each(TRANSLATED_LANGUAGES)('%s has each plural form of the language, and no other', (language) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const forms = withPlurals(language).flatMap(([key, text]) =>
    pluralsOf(parse(text)).map((found) => [key, found.filter(isCategory).toSorted().join()]),
  );
  const all = pluralCategories.toSorted().join();
  expect(forms.length).toBeGreaterThan(10);
  expect(forms.filter(([, found]) => found !== all)).toEqual([]);
});

/** One for each Arabic form: zero, one, two, few, many, other. */
const COUNTS = [0, 1, 2, 3, 11, 100];

/** Replaces all arguments that are no plural by a count as well: values of `select` take their last form. */
const formatted = (text: string, language: LanguageCode, count: number): string => {
  const names = parametersOf(parse(text)).map((parameter) => parameter.split(':')[0] ?? '');
  const tag = (chunks: string) => chunks;
  const values = Object.fromEntries(
    parametersOf(parse(text)).map((parameter, index) => [
      names[index] ?? '',
      parameter.endsWith(': tag') ? tag : count,
    ]),
  );
  const t = createTranslator({ locale: language, messages: { text } });
  return t.markup('text', values);
};

it.each(TRANSLATED_LANGUAGES)('%s says each count in words or digits', (language) => {
  for (const [key, text] of withPlurals(language))
    for (const count of COUNTS) {
      const said = formatted(text, language, count);
      expect([key, count, said]).toEqual([key, count, expect.not.stringMatching(/[{}#]/)]);
      if (count > 2 && text.includes('#'))
        expect([key, said]).toEqual([key, expect.stringContaining(String(count))]);
    }
});

it.each(TRANSLATED_LANGUAGES)('%s has no other files', (language) => {
  expect(messageFiles(language).sort()).toEqual(messageFiles(SOURCE_LANGUAGE).sort());
});

const SOURCES = globSync('{app,components,config,netlify}/**/*.{ts,tsx}', {
  exclude: ['**/*.d.json.ts'],
}).map((file) => readFileSync(file, 'utf8'));

const code = SOURCES.join('\n');

/**
 * Whether code names a message: `t('device.full')`, `texts.time.unknown`, or `t(\`kinds.${kind}\`)` for all
 * of a group, or of the group of any feature: `${feature}.links.${label}`. A message of a function is named
 * by its reason: `sessions.isCurrent`.
 */
function isUsed(key: string): boolean {
  const [feature = '', ...names] = key.split('.');
  const name = names.join('.');
  const groups = names.slice(0, -1).map((_, index) => `${names.slice(0, index + 1).join('.')}.\${`);
  const written = [
    `'${name}'`,
    `'${key}'`,
    // Where the server entry reads the messages itself.
    ...(feature === 'ui' ? [`${key}]`] : []),
    ...(['shared', 'error-page'].includes(feature)
      ? [`texts.${name}`, `texts.${names[0] ?? ''})`, `texts.${names[0] ?? ''},`]
      : []),
    ...(names[0] === 'refusals' ? [`'${feature}.${names.slice(1).join('.')}'`] : []),
    ...groups.flatMap((group) => [`\`${group}`, `}.${group}`]),
  ];
  return written.some((text) => code.includes(text));
}

it('every message is used', () => {
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
  expect(isUsed('sessions.device.noSuchMessage')).toBe(false);
});

it('the navigation has a message for each label of config/areas.ts, and no other', () => {
  const labels = Object.values(AREAS).flatMap(({ links = {} }) => Object.values(links));
  const named = [...english.keys()].flatMap((key) => /^[\w-]+\.links\.(.+)$/.exec(key)?.[1] ?? []);
  expect(named.sort()).toEqual([...new Set(labels)].sort());
});

it('the pseudo-language is longer, accented, and keeps arguments, tags and plural forms', () => {
  expect(toPseudoText('{browser} on {system}')).toBe('[{browser} öñ {system}··]');
  expect(toPseudoText('Read <link>the guide</link>')).toBe('[Rëàđ <link>ţhë ğüïđë</link>······]');
  const plural = '{count, plural, one {# session of {name}} other {# sessions}}';
  const pseudo = toPseudoText(plural);
  expect(pseudo).toContain('one {# šëššïöñ öf {name}} other {# šëššïöñš}');
  expect(parameters(pseudo)).toEqual(parameters(plural));
});

it('the pseudo-language has every message', () => {
  const messages = flatten(readMessages(PSEUDO_LANGUAGE));
  expect([...messages.keys()]).toEqual([...flatten(ENGLISH).keys()]);
  for (const text of messages.values()) expect(text).toMatch(/^\[.*·\]$/s);
});

it.each(globSync('config/messages/*/*.json'))('%s has each key once', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
});
