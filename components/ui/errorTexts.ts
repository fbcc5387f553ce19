import type english from '@/config/messages/en/error-page.json';
import { LANGUAGE_COOKIE, LANGUAGES, SOURCE_LANGUAGE, type LanguageCode } from '@/config/languages';

export interface ErrorTexts {
  language: LanguageCode;
  direction: 'ltr' | 'rtl';
  texts: Record<keyof typeof english, string>;
}

/** Next replaces the expression by the languages of the site (next.config.js). */
// eslint-disable-next-line no-restricted-properties -- browsers have no environment to read
const OFFERED = (process.env.PUBLIC_SITE_LANGUAGES ?? SOURCE_LANGUAGE).split(',');

const isOffered = (code: string): code is LanguageCode => OFFERED.includes(code);

/** The languages that the user prefers, the best first: the one that they have chosen, then the browser's. */
function preferredLanguages(): string[] {
  const [, chosen] = new RegExp(`(?:^|; )${LANGUAGE_COOKIE}=([a-z]+)`).exec(document.cookie) ?? [];
  return [...(chosen === undefined ? [] : [chosen]), ...navigator.languages.map((tag) => tag.slice(0, 2))];
}

/** Loads the texts of the error page in the language of the user; undefined if this is English. */
export async function loadErrorTexts(): Promise<ErrorTexts | undefined> {
  const language = preferredLanguages().find(isOffered);
  if (language === undefined || language === SOURCE_LANGUAGE) return undefined;
  const loaded = (await import(`../../config/messages/${language}/error-page.json`)) as {
    default: ErrorTexts['texts'];
  };
  return { language, direction: LANGUAGES[language].direction, texts: loaded.default };
}
