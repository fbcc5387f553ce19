import 'server-only';
import { plainPageHtml, type PlainPage } from '@/components/plain-page/plainPageHtml';
import { chooseLanguage } from '@/config/chooseLanguage';
import { getEnv } from '@/config/env/env';
import { LANGUAGE_COOKIE } from '@/config/languages';
import type { Messages } from '@/config/messages/english';
import { readMessages } from '@/config/messages/readMessages';
import { cookieValue } from '@/config/session/requestCookies';
import { THEME_COOKIE, toTheme } from '@/config/theme';

interface WrittenPage extends Pick<PlainPage, 'title' | 'paragraphs' | 'actions'> {
  status: number;
}

/**
 * Returns a page for the server entry, which has no request of Next's to read, in the language and theme of
 * the user.
 *
 * @param sent the headers of the request
 */
export function pageOfStatus(sent: Pick<Headers, 'get'>, write: (messages: Messages) => WrittenPage): string {
  const { languages, appName } = getEnv();
  const cookies = sent.get('cookie');
  const preferred = {
    chosen: cookieValue(cookies, LANGUAGE_COOKIE),
    accepted: sent.get('accept-language') ?? undefined,
  };
  const language = chooseLanguage(preferred, languages);
  const { status, ...page } = write(readMessages(language));
  const theme = toTheme(cookieValue(cookies, THEME_COOKIE));
  return plainPageHtml({ ...page, appName, language, theme, badge: String(status) });
}
