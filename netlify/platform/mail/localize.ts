import type english from '../../../config/messages/en/mail.json';
import { localizer, type MessageFolder } from '../messages/localizer.ts';
import type { MessageKey, MessageTranslator } from '../messages/translator.ts';

type MailTexts = typeof english;

/** Translates the texts that all mails may have. */
export type MailTranslator = MessageTranslator<MessageKey<MailTexts>>;

/** Translates these texts and those of a feature. */
export type FeatureMailTranslator<Own> = MessageTranslator<MessageKey<MailTexts> | MessageKey<Own>>;

const loadMailTexts = (folder: MessageFolder) =>
  import(`../../../config/messages/${folder}/mail.json`) as Promise<{ default: MailTexts }>;

/**
 * Returns a function that localizes mails of a feature.
 *
 * @param load imports the texts of the feature, `config/messages/<language>/<feature>-mail.json`, which are
 *   added to those of mail.json
 */
export function mailsWith<Own extends object>(load: (folder: MessageFolder) => Promise<{ default: Own }>) {
  return localizer<MessageKey<MailTexts> | MessageKey<Own>>(async (folder) => {
    const [common, own] = await Promise.all([loadMailTexts(folder), load(folder)]);
    return { ...common.default, ...own.default };
  });
}

/** Localizes a mail whose texts are all in mail.json. */
export const localize = mailsWith(() => Promise.resolve({ default: {} }));
