import { globSync, readFileSync } from 'node:fs';
import { chooseLanguage } from '../../config/chooseLanguage.ts';
import { parseEnv } from '../../config/env/env.ts';
import {
  LANGUAGE_CODES,
  SOURCE_LANGUAGE,
  TRANSLATED_LANGUAGES,
  translatedLandings,
  type LanguageCode,
} from '../../config/languages.ts';
import { envErrorOf } from '../support/environments.ts';

const ALL: readonly LanguageCode[] = ['en', 'de', 'ar'];

/** Without a cookie. */
const accepted = (header: string | undefined, offered = ALL) =>
  chooseLanguage({ chosen: undefined, accepted: header }, offered);

it.each<[header: string | undefined, language: LanguageCode]>([
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['DE-ch', 'de'],
  ['ar-EG', 'ar'],
  ['fr-FR,fr;q=0.9,ar;q=0.4,de;q=0.5', 'de'],
  ['en;q=0.1, ar;q=0.7', 'ar'],
  ['de;q=0, en;q=0.1', 'en'],
  ['*;q=0.5, ar', 'ar'],
  ['*', 'en'],
  ['fr', 'en'],
  ['en-XA', 'en'],
  ['', 'en'],
  [undefined, 'en'],
  [';;;,=,q=1,-,de;q=abc', 'en'],
  [`${'x-'.repeat(5000)}y, de`, 'de'],
  ['__proto__, constructor', 'en'],
])('a browser that accepts %j gets %s', (header, language) => {
  expect(accepted(header)).toBe(language);
});

it('the choice of the user goes before what the browser accepts', () => {
  expect(chooseLanguage({ chosen: 'ar', accepted: 'de' }, ALL)).toBe('ar');
});

it.each(['', 'fr', 'AR', 'en-XA', '../de', '__proto__'])('ignores the choice %j', (chosen) => {
  expect(chooseLanguage({ chosen, accepted: 'de' }, ALL)).toBe('de');
});

it('offers no other languages than those of the site, of which the first is the default', () => {
  expect(accepted('ar, en;q=0.5', ['de', 'en'])).toBe('en');
  expect(accepted('fr', ['de', 'en'])).toBe('de');
  expect(chooseLanguage({ chosen: 'ar', accepted: undefined }, ['de', 'en'])).toBe('de');
});

it('reads the languages of the site in their order, each once', () => {
  expect(parseEnv({}).languages).toEqual(['en', 'de', 'ar']);
  expect(parseEnv({ SITE_LANGUAGES: 'de, ar,de' }).languages).toEqual(['de', 'ar']);
});

it.each(['xx', 'en,,de', 'en;de', 'EN'])('refuses SITE_LANGUAGES=%s', (value) => {
  expect(envErrorOf({ SITE_LANGUAGES: value }).message).toMatch(
    /^SITE_LANGUAGES must be a comma-separated list of en, de, /,
  );
});

it('the landing page has an address of its own in each offered language but the default one', () => {
  expect(translatedLandings(LANGUAGE_CODES)).toEqual(LANGUAGE_CODES.slice(1));
  expect(translatedLandings(['de', 'en', 'en-XA'])).toEqual(['en', 'en-XA']);
  expect(translatedLandings(['en'])).toEqual([]);
});

it('no code names a translation, so that another needs its messages and one line only', () => {
  const codes = TRANSLATED_LANGUAGES.filter((code) => code !== SOURCE_LANGUAGE).join('|');
  const named = new RegExp(`['"\`/](?:${codes})['"\`/]`);
  const files = globSync(['{app,components,config,netlify}/**/*.{ts,tsx}', '*.{ts,js}']);
  const naming = files.filter((file) => named.test(readFileSync(file, 'utf8')));
  expect(files.length).toBeGreaterThan(100);
  expect(naming).toEqual(['config/languages.ts']);
});
