import { getTranslations } from 'next-intl/server';
import { plainPage } from '@/app/_server/plainPage';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';

async function answer(): Promise<Response> {
  const t = await getTranslations('ui');
  return plainPage({
    status: 404,
    title: t('notFound.title'),
    paragraphs: [t('notFound.text')],
    actions: [
      { label: t('goOn.home'), href: '/' },
      { label: t('notFound.session'), href: '/session' },
    ],
    headers: { [CSP_HEADER]: SCRIPTLESS_POLICY },
  });
}

/**
 * The 404 page, in the language and theme of the user. next.config.js rewrites every path to it that has no
 * page, and pages that are switched off redirect to it: Next prerenders `app/not-found.tsx`, which cannot
 * depend on the request.
 */
export const GET = (): Promise<Response> => answer();

export const POST = (): Promise<Response> => answer();

export const PUT = (): Promise<Response> => answer();

export const PATCH = (): Promise<Response> => answer();

export const DELETE = (): Promise<Response> => answer();

export const OPTIONS = (): Promise<Response> => answer();
