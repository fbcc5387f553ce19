import 'server-only';
import { headers } from 'next/headers';
import { cookieValue } from '@/config/session/requestCookies';
import { THEME_COOKIE, toTheme, type Theme } from '@/config/theme';

/** Returns the theme that the user has chosen in this browser. */
export async function readTheme(): Promise<Theme> {
  return toTheme(cookieValue((await headers()).get('cookie'), THEME_COOKIE)) ?? 'system';
}
