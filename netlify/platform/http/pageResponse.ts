import {
  PLAIN_PAGE_TYPE,
  plainPageHtml,
  type PlainPage,
} from '../../../components/plain-page/plainPageHtml.ts';
import { getEnv } from '../../../config/env/env.ts';
import type english from '../../../config/messages/en/function-pages.json';
import { THEME_COOKIE, toTheme, type Theme } from '../../../config/theme.ts';
import { localizer, type MessageFolder } from '../messages/localizer.ts';
import { requestLanguage } from '../messages/requestLanguage.ts';
import type { MessageKey, MessageTranslator } from '../messages/translator.ts';
import { readCookie } from './cookies.ts';
import type { FunctionResponse } from './message.ts';
import { currentScope } from './scope.ts';

type Texts = typeof english;

/** Translates the texts of pages that functions answer. */
export type PageTranslator = MessageTranslator<MessageKey<Texts>>;

/** The content of such a page. */
export type PageWords = Omit<PlainPage, 'appName' | 'language' | 'theme'>;

async function loadTexts(folder: MessageFolder): Promise<Texts> {
  const loaded = (await import(`../../../config/messages/${folder}/function-pages.json`)) as {
    default: Texts;
  };
  return loaded.default;
}

/** Returns the theme that the user who sent the request has chosen; undefined for that of the device. */
function requestTheme(): Theme | undefined {
  const event = currentScope()?.event;
  return toTheme(event && readCookie(event, THEME_COOKIE));
}

const localize = localizer<MessageKey<Texts>>(loadTexts);

/**
 * A page as the response of a function, for users who navigate to it, in the language of the request and
 * the theme that the user has chosen.
 *
 * @param write returns the content, given a translator
 */
export async function pageResponse(
  statusCode: number,
  write: (t: PageTranslator) => PageWords,
  headers: Record<string, string> = {},
): Promise<FunctionResponse> {
  const page = await localize((t, { language }) => ({ ...write(t), language }))(requestLanguage());
  return {
    statusCode,
    headers: { 'content-type': PLAIN_PAGE_TYPE, ...headers },
    body: plainPageHtml({ ...page, theme: requestTheme(), appName: getEnv().appName }),
  };
}
