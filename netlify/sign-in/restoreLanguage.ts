import { getEnv } from '../../config/env/env.ts';
import { LANGUAGE_COOKIE, LANGUAGE_MS } from '../../config/languages.ts';
import { readKeptLanguage } from '../platform/account/keptLanguage.ts';
import { readCookie, setCookie } from '../platform/http/cookies.ts';
import { addCookies, type FunctionEvent, type FunctionResponse } from '../platform/http/message.ts';

/**
 * Gives a browser the language that its user has chosen in another one, unless a language was chosen in this
 * browser.
 */
export async function restoreLanguage(
  event: FunctionEvent,
  response: FunctionResponse,
  userId: string,
): Promise<void> {
  if (getEnv().languages.length < 2 || readCookie(event, LANGUAGE_COOKIE) !== undefined) return;
  const language = await readKeptLanguage(userId);
  if (language === undefined) return;
  // Not HttpOnly: the error page reads it.
  const secure = getEnv().siteOrigin.startsWith('https:');
  const kept = { path: '/', expires: Date.now() + LANGUAGE_MS, secure };
  addCookies(response, [setCookie(LANGUAGE_COOKIE, language, kept)]);
}
