import 'server-only';
import { plainPageHtml } from '@/components/plain-page/plainPageHtml';
import { chooseLanguage } from '@/config/chooseLanguage';
import { getEnv } from '@/config/env/env';
import { LANGUAGE_COOKIE } from '@/config/languages';
import { readMessages } from '@/config/messages/readMessages';
import { cookieValue } from '@/config/session/requestCookies';
import { THEME_COOKIE, toTheme } from '@/config/theme';
import { errorReference } from './errorReferences';

/**
 * The page in the place of one that has thrown an error on the server, in the language and theme of the user:
 * Next answers an empty page, which needs scripts to say anything. `app/global-error.tsx` shows the same for
 * errors in the browser.
 *
 * @param sent the headers of the request
 */
export function errorPageHtml(sent: Pick<Headers, 'get'>): string {
  const { languages, appName } = getEnv();
  const cookies = sent.get('cookie');
  const preferred = {
    chosen: cookieValue(cookies, LANGUAGE_COOKIE),
    accepted: sent.get('accept-language') ?? undefined,
  };
  const language = chooseLanguage(preferred, languages);
  const texts = readMessages(language)['error-page'];
  const reference = errorReference(sent);
  return plainPageHtml({
    appName,
    language,
    theme: toTheme(cookieValue(cookies, THEME_COOKIE)),
    badge: String(500),
    title: texts.title,
    paragraphs: [
      texts.fault,
      ...(reference === undefined ? [] : [texts.reference.replace('{reference}', reference)]),
    ],
    actions: [
      // The address of the page itself.
      { label: texts.retry, href: '' },
      { label: texts.home, href: '/' },
    ],
  });
}
