import type { BrowserContext, Cookie } from '@playwright/test';
import { TIME_ZONE_COOKIE } from '../../../config/timeZone.ts';

/** The cookies with a value that say something about an account or a session. */
export async function accountCookies(context: BrowserContext): Promise<Cookie[]> {
  const cookies = await context.cookies();
  return cookies.filter(({ name, value }) => value !== '' && name !== TIME_ZONE_COOKIE);
}
