import { getEnv } from '../../config/env/env.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import { acceptsHtml } from '../platform/http/message.ts';
import { pageResponse, type PageTranslator } from '../platform/http/pageResponse.ts';
import type { Refusal } from '../platform/http/refusal.ts';
import { credentialForm } from './credentialForms.ts';
import { formMode } from './formPost.ts';

function wordsFor({ statusCode, code, reason }: Refusal, t: PageTranslator) {
  if (code === 'MAIL_UNAVAILABLE')
    return {
      title: t('mailNotSent'),
      paragraphs: [reason === 'platform.noMail' ? t('noMail') : t('mailFailed')],
    };
  return statusCode >= 500
    ? { title: t('signInUnavailable'), paragraphs: [t('mayNotHaveArrived')] }
    : { title: t('formUnreadable'), paragraphs: [t('sendFromSignIn')] };
}

/** Answers an error of a sign-in with a page, where the user is navigating. */
export const signInRefusalPage: RefusalView = (refusal, event) => {
  if (!acceptsHtml(event)) return undefined;
  const { statusCode, headers } = refusal;
  const write = (t: PageTranslator) => ({
    ...wordsFor(refusal, t),
    badge: String(statusCode),
    actions: [{ label: t('backToSignIn'), href: getEnv().websiteBasePath }],
  });
  return pageResponse(statusCode, write, headers);
};

/** Answers an error of a form that works without JavaScript with a page. */
export const formRefusalPage: RefusalView = (refusal, event) =>
  event.httpMethod === 'POST' ? signInRefusalPage(refusal, event) : undefined;

/** Answers errors of the auth function's forms; it has other routes for scripts. */
export const formRefusalView: RefusalView = (refusal, event) =>
  formMode(event) === undefined && credentialForm(event) === undefined
    ? undefined
    : formRefusalPage(refusal, event);
