import type { BrowserContext, Cookie } from '@playwright/test';
import { LANGUAGE_COOKIE } from '../../../config/languages.ts';
import { TIME_ZONE_COOKIE } from '../../../config/timeZone.ts';

/**
 * Cookies of a browser that no account has set: each view of the sign-in page asks for a passkey, and has a
 * cookie for a moment to see whether the browser keeps it.
 */
const OTHERS = [TIME_ZONE_COOKIE, LANGUAGE_COOKIE, 'passkeyBrowser', 'cookieTest'];

/** The cookies with a value that say something about an account or a session. */
export async function accountCookies(context: BrowserContext): Promise<Cookie[]> {
  const cookies = await context.cookies();
  return cookies.filter(({ name, value }) => value !== '' && !OTHERS.includes(name));
}
