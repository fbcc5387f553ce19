import {
  CODE_FIELDS,
  CODE_FORM_ROUTE,
  CODE_PAGES,
  FACTOR_CHECK_ROUTE,
  proofPagePath,
} from '../../config/contracts/secondFactor.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { pageResponse } from '../platform/http/pageResponse.ts';
import type { PageOfNavigation } from '../platform/session/redirectSignedOut.ts';

/** Whether a browser navigates to this path: the user sees the response. */
function isNavigation({ path, headers }: FunctionEvent): boolean {
  return (
    [CODE_FORM_ROUTE, FACTOR_CHECK_ROUTE].includes(path) && headers.accept?.includes('text/html') === true
  );
}

const UNAVAILABLE = {
  title: 'Service temporarily unavailable',
  paragraphs: [
    'Your second factor cannot be checked at the moment. You are still signed in. Try again shortly.',
  ],
};

const OTHER_USER = {
  title: 'Another account is signed in now',
  paragraphs: [
    'Another account was signed in to in this browser after you opened that page. Nothing was changed.',
  ],
};

const NOT_ACCEPTED = {
  title: 'This form could not be read',
  paragraphs: ['Go back to your account, and enter the code again from there.'],
};

function wordsFor(statusCode: number) {
  if (statusCode >= 500) return UNAVAILABLE;
  return statusCode === 409 ? OTHER_USER : NOT_ACCEPTED;
}

/** Answers errors of navigations with a page. Those without a session are redirected. */
export const navigationRefusalView: RefusalView = ({ statusCode, headers }, event) => {
  if (statusCode === 401 || !isNavigation(event)) return undefined;
  const actions = [{ label: statusCode >= 500 ? 'Try again' : 'Go to your session', href: HOME_PATH }];
  return pageResponse(statusCode, { ...wordsFor(statusCode), badge: String(statusCode), actions }, headers);
};

function fieldsOf({ httpMethod, body, queryStringParameters }: FunctionEvent): URLSearchParams {
  return httpMethod === 'GET'
    ? new URLSearchParams((queryStringParameters ?? {}) as Record<string, string>)
    : new URLSearchParams(body ?? '');
}

/** The page that the user comes from, or wants: it asks for the code again, if one is needed. */
export const pageOfNavigation: PageOfNavigation = (event) => {
  if (!isNavigation(event)) return undefined;
  const fields = fieldsOf(event);
  const wanted = toPlainPath(fields.get(REDIRECT_PARAM), HOME_PATH);
  return fields.get(CODE_FIELDS.page) === CODE_PAGES.confirm ? proofPagePath(wanted) : wanted;
};
