import type english from '@/config/messages/en/error-page.json';
import { THEME_COOKIE, toTheme, type Theme } from '@/config/theme';
import { LANGUAGE_COOKIE, LANGUAGES, SOURCE_LANGUAGE, type LanguageCode } from '@/config/languages';

export interface ErrorTexts {
  language: LanguageCode;
  direction: 'ltr' | 'rtl';
  theme: Theme;
  texts: Record<keyof typeof english, string>;
}

/** Next replaces the expression by the languages of the site (next.config.js). */
// eslint-disable-next-line no-restricted-properties -- browsers have no environment to read
const OFFERED = (process.env.PUBLIC_SITE_LANGUAGES ?? SOURCE_LANGUAGE).split(',');

const isOffered = (code: string): code is LanguageCode => OFFERED.includes(code);

const readCookie = (name: string): string | undefined =>
  new RegExp(`(?:^|; )${name}=([a-z]+)`).exec(document.cookie)?.[1];

/** The languages that the user prefers, the best first: the one that they have chosen, then the browser's. */
function preferredLanguages(): string[] {
  const chosen = readCookie(LANGUAGE_COOKIE);
  return [...(chosen === undefined ? [] : [chosen]), ...navigator.languages.map((tag) => tag.slice(0, 2))];
}

/** Returns the theme of the user, and loads the texts in their language, unless this is English. */
export async function loadErrorTexts(): Promise<Partial<ErrorTexts>> {
  const theme = toTheme(readCookie(THEME_COOKIE)) ?? 'system';
  const language = preferredLanguages().find(isOffered);
  if (language === undefined || language === SOURCE_LANGUAGE) return { theme };
  const loaded = (await import(`../../config/messages/${language}/error-page.json`)) as {
    default: ErrorTexts['texts'];
  };
  return { theme, language, direction: LANGUAGES[language].direction, texts: loaded.default };
}
