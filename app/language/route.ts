import type { NextRequest } from 'next/server';
import { refuseChoice, storeChoice } from '@/app/_server/choice';
import { isSameOrigin } from '@/app/_server/isSameOrigin';
import { keepLanguage } from '@/app/_server/keepLanguage';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { formText } from '@/components/ui/form/formUserField';
import { getEnv } from '@/config/env/env';
import { LANGUAGE_COOKIE, LANGUAGE_FIELD } from '@/config/languages';

/**
 * Stores the language that the user chose in the menu, in this browser and with their account, and returns to
 * the page of the menu.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return refuseChoice('otherSite', 'languageKept');
  const form = await request.formData().catch(() => new FormData());
  const chosen = formText(form, LANGUAGE_FIELD);
  const language = getEnv().languages.find((code) => code === chosen);
  if (language === undefined) return refuseChoice('noLanguage', 'languageKept');
  const accessToken = await requestAccessToken();
  if (accessToken !== undefined) await keepLanguage(language, accessToken);
  return storeChoice(form, { name: LANGUAGE_COOKIE, value: language });
}
