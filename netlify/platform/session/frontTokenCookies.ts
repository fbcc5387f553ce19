import { WIDGET_COOKIES } from '../../../config/session/sessionCookies.ts';
import { setSiteCookie } from '../../../config/session/setCookie.ts';

/** "Never", in the format of the browser SDK. */
const NEVER = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * The cookies that the browser SDK writes when it receives a session. A response to a navigation sets them
 * itself, because no script of the SDK sees it.
 *
 * @param frontToken value of the `front-token` header
 */
export function frontTokenCookies(frontToken: string): string[] {
  const values = [frontToken, String(Date.now())];
  return WIDGET_COOKIES.map((name, index) =>
    setSiteCookie(name, values[index] ?? '', { path: '/', expires: NEVER, raw: true }),
  );
}
