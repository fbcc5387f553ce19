import 'server-only';
import { getRequestConfig } from 'next-intl/server';
import { getEnv } from '@/config/env/env';
import type { LanguageCode } from '@/config/languages';
import type { Messages } from '@/config/messages/english';
import { readMessages } from '@/config/messages/readMessages';
import { readLanguage } from './readLanguage';
import { readTimeSettings } from './timeSettings';

const kept = new Map<LanguageCode, Messages>();

/** In development, a change to a file is seen at the next request. */
function messagesOf(language: LanguageCode): Messages {
  const messages = kept.get(language) ?? readMessages(language);
  if (!getEnv().development) kept.set(language, messages);
  return messages;
}

/** What next-intl translates with: next.config.js names this file. A static page passes its language. */
export default getRequestConfig(async ({ locale }) => {
  const language = locale ?? (await readLanguage());
  const zone = locale === undefined ? (await readTimeSettings()).zone : undefined;
  return { locale: language, messages: messagesOf(language), timeZone: zone ?? 'UTC' };
});
