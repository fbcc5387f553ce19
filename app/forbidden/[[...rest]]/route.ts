import { getTranslations } from 'next-intl/server';
import { FROM_PARAM } from '@/app/_server/forbidden';
import { plainPage } from '@/app/_server/plainPage';
import { toPlainPath } from '@/config/security/redirectPath';

async function answer(request: Request): Promise<Response> {
  const wanted = toPlainPath(new URL(request.url).searchParams.get(FROM_PARAM), '/account');
  const t = await getTranslations('ui');
  return plainPage({
    status: 403,
    title: t('forbidden.title'),
    paragraphs: [t('forbidden.adminsOnly'), t('forbidden.askAdmin')],
    actions: [
      { label: t('goOn.account'), href: '/account' },
      { label: t('goOn.retry'), href: wanted },
    ],
  });
}

/**
 * The 403 for a page that is for administrators. For a 403 or 404, the server of `netlify dev` tries several
 * file names and shows the response to the last one, `/forbidden/index.htm`, so this is a catch-all.
 */
export const GET = (request: Request): Promise<Response> => answer(request);

/** The 403 for a form without JavaScript: the redirect from its page keeps the method. */
export const POST = (request: Request): Promise<Response> => answer(request);
