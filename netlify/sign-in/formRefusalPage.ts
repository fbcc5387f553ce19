import { getEnv } from '../../config/env/env.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import { isPageRequest } from '../platform/http/message.ts';
import { pageResponse, type PageTranslator } from '../platform/http/pageResponse.ts';
import type { Refusal } from '../platform/http/refusal.ts';

function wordsFor({ statusCode, code, reason }: Refusal, t: PageTranslator) {
  if (code === 'MAIL_UNAVAILABLE')
    return {
      title: t('mailNotSent'),
      paragraphs: [reason === 'platform.noMail' ? t('noMail') : t('mailFailed')],
    };
  if (statusCode >= 500) return { title: t('signInUnavailable'), paragraphs: [t('mayNotHaveArrived')] };
  switch (statusCode) {
    case 404:
    case 421:
      return { title: t('pageNotFound'), paragraphs: [] };
    case 405:
      return { title: t('pageNotFound'), paragraphs: [t('sendFromSignIn')] };
    case 429:
      return { title: t('tooManyAttempts'), paragraphs: [t('waitThenTry')] };
    default:
      return { title: t('formUnreadable'), paragraphs: [t('sendFromSignIn')] };
  }
}

/** The front end may have a domain of its own. */
function signInUrl(): string {
  const { websiteDomain = '', websiteBasePath } = getEnv();
  return websiteDomain + websiteBasePath;
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
    actions: [{ label: t('backToSignIn'), href: signInUrl() }],
  });
  return pageResponse(statusCode, write, headers);
};
