import { getEnv } from '../../../config/env/env.ts';
import { HOME_PATH } from '../../../config/supertokens/appInfo.ts';
import type { RefusalView } from './errors.ts';
import { isPageRequest } from './message.ts';
import { pageResponse, type PageTranslator, type PageWords } from './pageResponse.ts';

type PlainWords = Pick<PageWords, 'title' | 'paragraphs'>;

/** What a page says of a status. */
export function wordsForStatus(statusCode: number, t: PageTranslator): PlainWords {
  if (statusCode >= 500) return { title: t('unavailable'), paragraphs: [t('mayNotHaveArrived')] };
  switch (statusCode) {
    case 404:
    case 405:
    case 421:
      return { title: t('pageNotFound'), paragraphs: [] };
    case 429:
      return { title: t('tooManyAttempts'), paragraphs: [t('waitThenTry')] };
    default:
      return { title: t('formUnreadable'), paragraphs: [] };
  }
}

/** The front end may have a domain of its own. */
export const frontEndUrl = (path: string): string => (getEnv().websiteDomain ?? '') + path;

const HAS_NO_PAGE = [401, 403, 409];

/**
 * Answers an error with a page where the user is navigating to a function: no page leads there. Refusals of
 * sessions and of changes stay JSON.
 */
export const refusalPage: RefusalView = ({ statusCode, headers }, event) => {
  if (HAS_NO_PAGE.includes(statusCode) || !isPageRequest(event)) return undefined;
  const write = (t: PageTranslator) => ({
    ...wordsForStatus(statusCode, t),
    badge: String(statusCode),
    actions: [{ label: t('goToSession'), href: frontEndUrl(HOME_PATH) }],
  });
  return pageResponse(statusCode, write, headers);
};
