import {
  CODE_FIELDS,
  CODE_FORM_ROUTE,
  CODE_PAGES,
  FACTOR_CHECK_ROUTE,
  proofPagePath,
} from '../../config/contracts/secondFactor.ts';
import { errorAnswer } from '../../config/contracts/errorAnswer.ts';
import { getEnv } from '../../config/env/env.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { loginPath, REDIRECT_PARAM, refreshRedirect } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import type { FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { pageResponse } from '../platform/http/pageResponse.ts';

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

/** Answers errors of navigations with a page. */
export const navigationRefusalView: RefusalView = ({ statusCode, headers }, event) => {
  if (!isNavigation(event)) return undefined;
  const actions = [{ label: statusCode >= 500 ? 'Try again' : 'Go to your session', href: HOME_PATH }];
  return pageResponse(statusCode, { ...wordsFor(statusCode), badge: String(statusCode), actions }, headers);
};

function fieldsOf({
  httpMethod,
  body,
  isBase64Encoded,
  queryStringParameters,
}: FunctionEvent): URLSearchParams {
  if (httpMethod === 'GET')
    return new URLSearchParams((queryStringParameters ?? {}) as Record<string, string>);
  return new URLSearchParams(Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString());
}

/** The page that the user comes from, or wants: it asks for the code again, if one is needed. */
function pageOf(event: FunctionEvent): string {
  const fields = fieldsOf(event);
  const wanted = toPlainPath(fields.get(REDIRECT_PARAM), HOME_PATH);
  return fields.get(CODE_FIELDS.page) === CODE_PAGES.confirm ? proofPagePath(wanted) : wanted;
}

function redirectFor(event: FunctionEvent, body: string): string | undefined {
  const code = errorAnswer.safeParse(JSON.parse(body)).data?.error.code;
  if (code === 'SESSION_REFRESH_REQUIRED') return refreshRedirect(getEnv(), pageOf(event)).path;
  return code === 'SESSION_REQUIRED' ? loginPath(getEnv(), pageOf(event)) : undefined;
}

/**
 * Redirects a navigation whose session has expired or ended, as pages do: through the refresh hop, or to the
 * sign-in page. The cookies of the response stay.
 */
export function redirectSignedOut(event: FunctionEvent, response: FunctionResponse): FunctionResponse {
  if (response.statusCode !== 401 || !isNavigation(event)) return response;
  const location = redirectFor(event, response.body);
  if (location === undefined) return response;
  return { ...response, statusCode: 303, headers: { ...response.headers, location }, body: '' };
}
