import { CHOICE_MS } from '../../config/choiceCookies.ts';
import { LANGUAGE_COOKIE } from '../../config/languages.ts';
import { readKeptLanguage } from '../platform/account/keptLanguage.ts';
import { setSiteCookie } from '../../config/session/setCookie.ts';
import { readCookie } from '../platform/http/cookies.ts';
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
  if (readCookie(event, LANGUAGE_COOKIE) !== undefined) return;
  const language = await readKeptLanguage(userId);
  if (language === undefined) return;
  // Not HttpOnly: the error page reads it.
  const kept = { path: '/', expires: Date.now() + CHOICE_MS };
  addCookies(response, [setSiteCookie(LANGUAGE_COOKIE, language, kept)]);
}
