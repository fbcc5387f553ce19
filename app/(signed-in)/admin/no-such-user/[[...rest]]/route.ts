import { getTranslations } from 'next-intl/server';
import { plainPage } from '@/app/_server/plainPage';

async function answer(): Promise<Response> {
  const t = await getTranslations('admin');
  return plainPage({
    status: 404,
    title: t('noSuchUser.title'),
    paragraphs: [t('noSuchUser.why')],
    actions: [{ label: t('user.all'), href: '/admin' }],
  });
}

/**
 * The 404 for the page of a user who does not exist. `notFound()` would send the page without its content.
 * See app/forbidden for why it is a catch-all.
 */
export const GET = (): Promise<Response> => answer();

/** The 404 for a form without JavaScript: the redirect from its page keeps the method. */
export const POST = (): Promise<Response> => answer();
