import 'server-only';
import { getTranslations } from 'next-intl/server';
import { formText } from '@/components/ui/form/formUserField';
import { CHOICE_MS } from '@/config/choiceCookies';
import { toPlainPath } from '@/config/security/redirectPath';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { setSiteCookie } from '@/config/session/setCookie';
import { plainPage } from './plainPage';

interface ChoiceCookie {
  name: string;
  /** `undefined` removes the cookie. */
  value: string | undefined;
}

/** Not HttpOnly: static pages read the theme by a script, and the error page reads the language. */
const toSetCookie = ({ name, value }: ChoiceCookie): string =>
  setSiteCookie(name, value ?? '', { path: '/', expires: value === undefined ? 0 : Date.now() + CHOICE_MS });

/** Stores what a user chose in a menu, and returns to the page of the menu. */
export function storeChoice(form: FormData, cookie: ChoiceCookie): Response {
  const headers = {
    Location: toPlainPath(formText(form, REDIRECT_PARAM), '/'),
    'Set-Cookie': toSetCookie(cookie),
    'Cache-Control': 'private, no-store',
  };
  return new Response(null, { status: 303, headers });
}

type WrongChoice = 'otherSite' | 'noTheme' | 'noLanguage';

/** Says that nothing was changed: the request came from another site, or the menu has no such choice. */
export async function refuseChoice(why: WrongChoice, kept: 'themeKept' | 'languageKept'): Promise<Response> {
  const t = await getTranslations('ui');
  return plainPage({
    status: why === 'otherSite' ? 403 : 400,
    title: t(`wrongChoice.${why}`),
    paragraphs: [t(`wrongChoice.${kept}`)],
    actions: [{ label: t('goOn.home'), href: '/' }],
  });
}
