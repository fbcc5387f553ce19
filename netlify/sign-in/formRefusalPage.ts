import { getEnv } from '../../config/env/env.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import { isPageRequest } from '../platform/http/message.ts';
import { pageResponse, type PageTranslator } from '../platform/http/pageResponse.ts';
import type { Refusal } from '../platform/http/refusal.ts';
import { frontEndUrl, wordsForStatus } from '../platform/http/refusalPage.ts';

/** Statuses whose words are the same in every function. */
const SAYS_ENOUGH = [404, 421, 429];

function wordsFor({ statusCode, code, reason }: Refusal, t: PageTranslator) {
  if (code === 'MAIL_UNAVAILABLE')
    return {
      title: t('mailNotSent'),
      paragraphs: [reason === 'platform.noMail' ? t('noMail') : t('mailFailed')],
    };
  if (statusCode >= 500) return { title: t('signInUnavailable'), paragraphs: [t('mayNotHaveArrived')] };
  const words = wordsForStatus(statusCode, t);
  return SAYS_ENOUGH.includes(statusCode) ? words : { ...words, paragraphs: [t('sendFromSignIn')] };
}

/**
 * Answers an error with a page where the user is navigating: by a form without JavaScript, an old link, or a
 * reload. Navigations without a session are redirected.
 */
export const signInRefusalPage: RefusalView = (refusal, event) => {
  const { statusCode, headers } = refusal;
  if (statusCode === 401 || !isPageRequest(event)) return undefined;
  const write = (t: PageTranslator) => ({
    ...wordsFor(refusal, t),
    badge: String(statusCode),
    actions: [{ label: t('backToSignIn'), href: frontEndUrl(getEnv().websiteBasePath) }],
  });
  return pageResponse(statusCode, write, headers);
};
