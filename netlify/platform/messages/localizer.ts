import { LANGUAGES, PSEUDO_LANGUAGE, SOURCE_LANGUAGE, type LanguageCode } from '../../../config/languages.ts';
import { createTranslator, type MessageTranslator } from './translator.ts';

/** Something in the language of its reader. */
export type Localized<T> = (language: LanguageCode) => T | Promise<T>;

/** The folder of the messages of a language. The pseudo-language is for pages of Next. */
export type MessageFolder = Exclude<LanguageCode, typeof PSEUDO_LANGUAGE>;

const folderOf = (language: LanguageCode): MessageFolder =>
  language === PSEUDO_LANGUAGE ? SOURCE_LANGUAGE : language;

/** The language of a text. */
interface WrittenLanguage {
  language: MessageFolder;
  direction: 'ltr' | 'rtl';
  /** BCP 47 tag for dates and times. */
  locale: string;
}

/**
 * Returns a function that localizes something: it takes a function that is given the translator and the
 * language.
 *
 * @param load returns the texts of a language
 */
export function localizer<Key extends string>(load: (folder: MessageFolder) => Promise<object>) {
  return <T>(write: (t: MessageTranslator<Key>, written: WrittenLanguage) => T): Localized<T> =>
    async (language) => {
      const folder = folderOf(language);
      const t = createTranslator(await load(folder), folder);
      return write(t, { language: folder, ...LANGUAGES[folder] });
    };
}
