import { getEnv } from '../../config/env/env.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import { pageResponse } from '../platform/http/pageResponse.ts';
import type { Refusal } from '../platform/http/refusal.ts';
import { credentialForm } from './credentialForms.ts';
import { formMode } from './formPost.ts';

const UNAVAILABLE = {
  title: 'Sign-in is not available at the moment',
  paragraphs: ['What you sent may not have arrived. Please try again shortly.'],
};

const NOT_ACCEPTED = {
  title: 'This form could not be read',
  paragraphs: ['Open the sign-in page again and send the form from there.'],
};

function wordsFor({ statusCode, code, message }: Refusal) {
  if (code === 'MAIL_UNAVAILABLE') return { title: 'No email was sent', paragraphs: [message] };
  return statusCode >= 500 ? UNAVAILABLE : NOT_ACCEPTED;
}

/** Answers an error of a sign-in with a page, where the user is navigating. */
export const signInRefusalPage: RefusalView = (refusal, event) => {
  if (event.headers.accept?.includes('text/html') !== true) return undefined;
  const { statusCode, headers } = refusal;
  const words = wordsFor(refusal);
  const actions = [{ label: 'Back to sign-in', href: getEnv().websiteBasePath }];
  return pageResponse(statusCode, { ...words, badge: String(statusCode), actions }, headers);
};

/** Answers an error of a form that works without JavaScript with a page. */
export const formRefusalPage: RefusalView = (refusal, event) =>
  event.httpMethod === 'POST' ? signInRefusalPage(refusal, event) : undefined;

/** Answers errors of the auth function's forms; it has other routes for scripts. */
export const formRefusalView: RefusalView = (refusal, event) =>
  formMode(event) === undefined && credentialForm(event) === undefined
    ? undefined
    : formRefusalPage(refusal, event);
