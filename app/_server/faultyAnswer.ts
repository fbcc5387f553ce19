import 'server-only';
import { PLAIN_PAGE_TYPE } from '@/components/plain-page/plainPageHtml';
import { FORM_REFUSALS, MAX_FORM_BYTES } from '@/config/formRefusals';
import { getEnv } from '@/config/env/env';
import { isPageNavigation } from '@/config/requestHeaders';
import { errorPageHtml } from './errorPage';
import { failedBeforeAction } from './failedActions';
import { isSameOrigin } from './isSameOrigin';
import { requestRefusalPage } from './requestRefusalPage';

/** A response of Next before its head is written. */
export interface Answer {
  status: number;
  /** The value of the response's header `Allow`. */
  allow: string | undefined;
  contentType: string | undefined;
  /** The method and headers of the request. */
  method: string;
  sent: Pick<Headers, 'get'>;
}

export interface Replacement {
  status: number;
  message: string;
  /** Default: plain text. */
  contentType?: string;
}

/** The reason phrase of HTTP. */
const METHOD_NOT_ALLOWED = 'Method Not Allowed';

function refusalOfForm(sent: Pick<Headers, 'get'>): Replacement {
  if (!isSameOrigin(sent)) return { status: 400, message: FORM_REFUSALS.otherSite };
  if (Number(sent.get('content-length')) > MAX_FORM_BYTES)
    return { status: 413, message: FORM_REFUSALS.tooLarge };
  return { status: 400, message: FORM_REFUSALS.unreadable };
}

/** Next takes no server action of this content type, and answers its client code with part of a page. */
const isUrlEncodedAction = (sent: Answer['sent']) =>
  sent.get('next-action') !== null &&
  sent.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true;

/** Whether a page has thrown an error. In development, Next shows the error in its place. */
const isBrokenPage = ({ status, method, contentType }: Answer) =>
  status === 500 &&
  (method === 'GET' || method === 'HEAD') &&
  contentType?.startsWith('text/html') === true &&
  !getEnv().development;

/** Whether Next answers nothing that a browser can show as a page. */
const hasNoPage = ({ contentType }: Answer) =>
  contentType === undefined || contentType.startsWith('text/plain');

/** The plain answer to what Next refuses, or answers with an error where it should refuse. */
function refusalOf({ status, allow, method, sent }: Answer): Replacement | undefined {
  if (status === 500 && allow !== undefined) return { status: 405, message: METHOD_NOT_ALLOWED };
  const isFault = status === 500 || (status === 404 && isUrlEncodedAction(sent));
  return isFault && failedBeforeAction(method, sent) ? refusalOfForm(sent) : undefined;
}

/**
 * What to answer in the place of a 500, and of refusals without a page where a browser navigates; undefined
 * for any other answer. `next start` fails to render the page for its 405 where a file does not have a
 * method. Arguments of a server action that cannot be decoded are an error of the page to Next, and so is an
 * Origin that is another site's or no URL. The page of an error has no content without scripts.
 */
export function replacementFor(answer: Answer): Replacement | undefined {
  const { method, sent } = answer;
  const refusal = refusalOf(answer);
  if (refusal === undefined && isBrokenPage(answer))
    return { status: 500, message: errorPageHtml(sent), contentType: PLAIN_PAGE_TYPE };
  if (!isPageNavigation(sent) || (refusal === undefined && !hasNoPage(answer))) return refusal;
  const status = refusal?.status ?? answer.status;
  const page = requestRefusalPage(status, method, sent);
  return page === undefined ? refusal : { status, message: page, contentType: PLAIN_PAGE_TYPE };
}
