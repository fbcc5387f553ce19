/**
 * Request header with which the proxy tells a page its path and query, which server components cannot see.
 */
export const REQUEST_PATH_HEADER = 'x-request-path';

/** The request header in which the proxy gives a request an id. Clients cannot choose it. */
export const PAGE_REQUEST_ID_HEADER = 'x-page-request-id';

/** Whether a browser shows the response as a page: a script asks for another type, or reads it itself. */
export const isPageNavigation = (sent: Pick<Headers, 'get'>): boolean =>
  sent.get('accept')?.includes('text/html') === true &&
  (sent.get('sec-fetch-mode') ?? 'navigate') === 'navigate';
