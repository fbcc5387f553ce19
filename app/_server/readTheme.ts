import 'server-only';
import { THEME_COOKIE, toTheme, type Theme } from '@/config/theme';
import { requestCookie } from './requestCookie';

/** Returns the theme that the user has chosen in this browser. */
export async function readTheme(): Promise<Theme> {
  return toTheme(await requestCookie(THEME_COOKIE)) ?? 'system';
}
