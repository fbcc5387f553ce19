import 'server-only';
import { getRequestConfig } from 'next-intl/server';
import { loadMessages } from '@/config/messages/loadMessages';
import { readLanguage } from './readLanguage';
import { readTimeSettings } from './timeSettings';

/** What next-intl translates with: next.config.js names this file. A static page passes its language. */
export default getRequestConfig(async ({ locale }) => {
  const language = locale ?? (await readLanguage());
  const zone = locale === undefined ? (await readTimeSettings()).zone : undefined;
  return { locale: language, messages: await loadMessages(language), timeZone: zone ?? 'UTC' };
});
