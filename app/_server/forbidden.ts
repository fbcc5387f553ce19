import 'server-only';

/** Path of `app/forbidden`: a server component cannot set a status, a route handler can. */
const FORBIDDEN_PATH = '/forbidden';

/** The query parameter with the refused page, for the link "Try again". */
export const FROM_PARAM = 'from';

/** Returns the URL of the 403 page for a page that the user may not see. */
export function forbiddenPath(wanted: string): string {
  return `${FORBIDDEN_PATH}?${new URLSearchParams({ [FROM_PARAM]: wanted }).toString()}`;
}
