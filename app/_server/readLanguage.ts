import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { chooseLanguage } from '@/config/chooseLanguage';
import { getEnv } from '@/config/env/env';
import { LANGUAGE_COOKIE, type LanguageCode } from '@/config/languages';
import { requestCookie } from './requestCookie';

/**
 * Returns the language of the page that is rendered: the one that the user has chosen, else the best that
 * their browser accepts. Pages that read it are rendered on request and answered with `no-store`.
 */
export const readLanguage = cache(async (): Promise<LanguageCode> => {
  const accepted = (await headers()).get('accept-language') ?? undefined;
  return chooseLanguage({ chosen: await requestCookie(LANGUAGE_COOKIE), accepted }, getEnv().languages);
});
