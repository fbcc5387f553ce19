import { chooseLanguage } from '../../../config/chooseLanguage.ts';
import { getEnv } from '../../../config/env/env.ts';
import { LANGUAGE_COOKIE, type LanguageCode } from '../../../config/languages.ts';
import { readCookie } from '../http/cookies.ts';
import { currentScope } from '../http/scope.ts';

/**
 * Returns the language of the user who sent the request: the one that they have chosen, else the best that
 * their browser accepts. Outside a request it is the default of the site.
 */
export function requestLanguage(): LanguageCode {
  const event = currentScope()?.event;
  const chosen = event && readCookie(event, LANGUAGE_COOKIE);
  return chooseLanguage({ chosen, accepted: event?.headers['accept-language'] }, getEnv().languages);
}
