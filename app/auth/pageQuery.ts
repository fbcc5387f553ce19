import { getEnv } from '@/config/env/env';
import { toPlainPath } from '@/config/security/redirectPath';
import { loginPath, REDIRECT_PARAM } from '@/config/session/sessionRoutes';

/** The query of a page, as Next has it. */
export type PageQuery = Record<string, string | string[] | undefined>;

/** The first value of each parameter. */
export type FirstValues = Record<string, string | undefined>;

/** Returns the first value of each parameter. */
export const firstValues = (query: PageQuery): FirstValues =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()[0]]));

/** Returns the page to go to after signing in; undefined for the default. */
export function wantedPath(query: FirstValues): string | undefined {
  const wanted = query[REDIRECT_PARAM];
  return wanted !== undefined && toPlainPath(wanted) === wanted ? wanted : undefined;
}

/** Returns the sign-in page, which goes to the same page afterwards. */
export function signInPathOf(redirectToPath: string | undefined): string {
  return redirectToPath === undefined ? getEnv().websiteBasePath : loginPath(getEnv(), redirectToPath);
}
