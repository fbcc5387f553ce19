import {
  CODE_FIELDS,
  CODE_FORM_ROUTE,
  CODE_PAGES,
  FACTOR_CHECK_ROUTE,
  proofPagePath,
} from '../../config/contracts/second-factor.ts';
import { toPlainPath } from '../../config/security/redirectPath.ts';
import { REDIRECT_PARAM } from '../../config/session/sessionRoutes.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import type { RefusalView } from '../platform/http/errors.ts';
import { acceptsHtml, type FunctionEvent } from '../platform/http/message.ts';
import { pageResponse, type PageTranslator } from '../platform/http/pageResponse.ts';
import type { PageOfNavigation } from '../platform/session/redirectSignedOut.ts';

/** Whether a browser navigates to this path: the user sees the response. */
function isNavigation(event: FunctionEvent): boolean {
  return [CODE_FORM_ROUTE, FACTOR_CHECK_ROUTE].includes(event.path) && acceptsHtml(event);
}

function wordsFor(statusCode: number, t: PageTranslator) {
  if (statusCode >= 500) return { title: t('unavailable'), paragraphs: [t('factorUnchecked')] };
  return statusCode === 409
    ? { title: t('otherUser'), paragraphs: [t('otherUserSince')] }
    : { title: t('formUnreadable'), paragraphs: [t('enterCodeAgain')] };
}

/** Answers errors of navigations with a page. Those without a session are redirected. */
export const navigationRefusalView: RefusalView = ({ statusCode, headers }, event) => {
  if (statusCode === 401 || !isNavigation(event)) return undefined;
  const write = (t: PageTranslator) => ({
    ...wordsFor(statusCode, t),
    badge: String(statusCode),
    actions: [{ label: statusCode >= 500 ? t('tryAgain') : t('goToSession'), href: HOME_PATH }],
  });
  return pageResponse(statusCode, write, headers);
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
