import type english from '../../../config/messages/en/mail.json';
import { LANGUAGES, PSEUDO_LANGUAGE, SOURCE_LANGUAGE, type LanguageCode } from '../../../config/languages.ts';
import { createTranslator, type MessageKey, type MessageTranslator } from '../messages/translator.ts';

/** Something in the language of its reader. */
export type Localized<T> = (language: LanguageCode) => T | Promise<T>;

type MailTexts = typeof english;

/** Translates the texts that all mails may have. */
export type MailTranslator = MessageTranslator<MessageKey<MailTexts>>;

/** Translates these texts and those of a feature. */
export type FeatureMailTranslator<Own> = MessageTranslator<MessageKey<MailTexts> | MessageKey<Own>>;

/** The folder of the messages of a language: mails have no pseudo-language, which is for pages. */
type MessageFolder = Exclude<LanguageCode, typeof PSEUDO_LANGUAGE>;

const folderOf = (language: LanguageCode): MessageFolder =>
  language === PSEUDO_LANGUAGE ? SOURCE_LANGUAGE : language;

/** The language that a mail is written in. */
interface WrittenLanguage {
  language: MessageFolder;
  direction: 'ltr' | 'rtl';
  /** BCP 47 tag for dates and times. */
  locale: string;
}

const loadMailTexts = (folder: MessageFolder) =>
  import(`../../../config/messages/${folder}/mail.json`) as Promise<{ default: MailTexts }>;

/**
 * Returns a function that makes mails of a feature, each from a function that is given the translator, and
 * the language.
 *
 * @param load imports the texts of the feature, `config/messages/<language>/<feature>-mail.json`, which are
 *   added to those of mail.json
 */
export function mailsWith<Own extends object>(load: (folder: MessageFolder) => Promise<{ default: Own }>) {
  return <T>(write: (t: FeatureMailTranslator<Own>, written: WrittenLanguage) => T): Localized<T> =>
    async (language) => {
      const folder = folderOf(language);
      const [common, own] = await Promise.all([loadMailTexts(folder), load(folder)]);
      const texts = { ...common.default, ...own.default };
      return write(createTranslator(texts, folder), { language: folder, ...LANGUAGES[folder] });
    };
}

/** Makes a mail whose texts are all in mail.json. */
export const localize = mailsWith(() => Promise.resolve({ default: {} }));
