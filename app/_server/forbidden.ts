import 'server-only';

/** Where `app/forbidden` answers: a server component cannot set a status, a route handler can. */
const FORBIDDEN_PATH = '/forbidden';

/** Where the page that was refused is named, for another try. */
export const FROM_PARAM = 'from';

/** The address of the 403 page for a page that is not for whoever opened it. */
export function forbiddenPath(wanted: string): string {
  return `${FORBIDDEN_PATH}?${new URLSearchParams({ [FROM_PARAM]: wanted }).toString()}`;
}
