import type { FirstValues } from '@/app/_server/firstValues';
import { getEnv } from '@/config/env/env';
import { toPlainPath } from '@/config/security/redirectPath';
import { loginPath, REDIRECT_PARAM } from '@/config/session/sessionRoutes';

/** Returns the page to go to after signing in; undefined for the default. */
export function wantedPath(query: FirstValues): string | undefined {
  const wanted = query[REDIRECT_PARAM];
  return wanted !== undefined && toPlainPath(wanted) === wanted ? wanted : undefined;
}

/** Returns the sign-in page, which goes to the same page afterwards. */
export function signInPathOf(redirectToPath: string | undefined): string {
  return redirectToPath === undefined ? getEnv().websiteBasePath : loginPath(getEnv(), redirectToPath);
}
