import { getTranslations } from 'next-intl/server';
import { plainPage } from '@/app/_server/plainPage';
import { readUnavailable, RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';

async function answer(request: Request, wantedFor: 'page' | 'form'): Promise<Response> {
  const { wanted, isFresh } = readUnavailable(new URL(request.url).searchParams, Date.now());
  if (!isFresh) {
    return new Response(null, {
      status: 303,
      headers: { Location: wanted, 'Cache-Control': 'private, no-store' },
    });
  }
  const t = await getTranslations('ui');
  return plainPage({
    status: 503,
    title: t('unavailable.title'),
    paragraphs: [t('unavailable.reason'), t(`unavailable.${wantedFor}`)],
    actions: [
      { label: t('goOn.retry'), href: wanted },
      { label: t('goOn.home'), href: '/' },
    ],
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}

/** The 503 for a page while a function or the core is down. A later reload redirects to that page. */
export const GET = (request: Request): Promise<Response> => answer(request, 'page');

/** The 503 for a form without JavaScript: the redirect from its page keeps the method. */
export const POST = (request: Request): Promise<Response> => answer(request, 'form');
