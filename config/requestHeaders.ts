/** The request header in which the proxy tells a page its own path and query; a server component cannot see them. */
export const REQUEST_PATH_HEADER = 'x-request-path';

/** The request header in which the proxy gives a request an id. Clients cannot choose it. */
export const REQUEST_ID_HEADER = 'x-page-request-id';
