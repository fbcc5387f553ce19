import { getEnv } from '../../config/env/env.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import { pageResponse } from '../platform/http/pageResponse.ts';
import { formMode } from './formPost.ts';

const UNAVAILABLE = {
  title: 'Sign-in is not available at the moment',
  paragraphs: ['What you sent may not have arrived. Please try again shortly.'],
};

const NOT_ACCEPTED = {
  title: 'This form could not be read',
  paragraphs: ['Open the sign-in page again and send the form from there.'],
};

/** Answers errors of the forms that work without JavaScript with a page, because the user is navigating. */
export const formRefusalView: RefusalView = (refusal, event) => {
  if (formMode(event) === undefined || event.headers.accept?.includes('text/html') !== true) return undefined;
  const { statusCode, headers } = refusal;
  const words = statusCode >= 500 ? UNAVAILABLE : NOT_ACCEPTED;
  const actions = [{ label: 'Back to sign-in', href: getEnv().websiteBasePath }];
  return pageResponse(statusCode, { ...words, badge: String(statusCode), actions }, headers);
};
