interface Language {
  /** Its name in the language itself, for menus. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** BCP 47 tag for dates and times. */
  locale: string;
}

/**
 * The languages that the site is translated into. The messages of each are in config/messages/<code>/.
 * `en-XA` is the pseudo-language of tests: English with accents, 40 % longer.
 */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB' },
  de: { name: 'Deutsch', direction: 'ltr', locale: 'de-DE' },
  ar: { name: 'العربية', direction: 'rtl', locale: 'ar' },
  'en-XA': { name: 'Ëñğļïšĥ', direction: 'ltr', locale: 'en-GB' },
} as const satisfies Record<string, Language>;

export type LanguageCode = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly LanguageCode[];

/** The language of the messages that others are translated from. */
export const SOURCE_LANGUAGE = 'en';

export const PSEUDO_LANGUAGE = 'en-XA';

/** The languages with messages of their own: all but the pseudo-language. */
export const TRANSLATED_LANGUAGES = LANGUAGE_CODES.filter((code) => code !== PSEUDO_LANGUAGE);

/**
 * Returns the path of the landing page in a language.
 *
 * @param offered the languages of the site; the first is the default
 */
export const landingPath = (language: LanguageCode, offered: readonly LanguageCode[]): string =>
  language === offered[0] ? '/' : `/${language}`;

/** Returns the languages whose landing page is not at `/`, which is that of the default language. */
export const translatedLandings = (offered: readonly LanguageCode[]): LanguageCode[] =>
  LANGUAGE_CODES.filter((code) => offered.slice(1).includes(code));

/** The languages of a site that does not set SITE_LANGUAGES. The first is the default. */
export const DEFAULT_LANGUAGES: readonly LanguageCode[] = ['en', 'de', 'ar'];

/** Path of the route that stores the choice, and the name of its form field. */
export const LANGUAGE_PATH = '/language';
export const LANGUAGE_FIELD = 'language';

/** The cookie with the language that the user has chosen. */
export const LANGUAGE_COOKIE = 'language';
