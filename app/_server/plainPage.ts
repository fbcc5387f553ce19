import 'server-only';
import { PLAIN_PAGE_TYPE, plainPageHtml, type PlainPage } from '@/components/plain-page/plainPageHtml';
import { getEnv } from '@/config/env/env';
import { readLanguage } from './readLanguage';
import { readTheme } from './readTheme';

interface PlainAnswer extends Omit<PlainPage, 'appName' | 'head' | 'language' | 'theme'> {
  status: number;
  headers?: Record<string, string>;
}

/**
 * Returns a page with the given status in the language and theme of the user, from a route handler. The
 * default badge is the status.
 */
export async function plainPage(answer: PlainAnswer): Promise<Response> {
  const { status, headers, badge = String(status), ...page } = answer;
  const user = { language: await readLanguage(), theme: await readTheme() };
  return new Response(plainPageHtml({ ...page, ...user, badge, appName: getEnv().appName }), {
    status,
    headers: {
      'Content-Type': PLAIN_PAGE_TYPE,
      'Cache-Control': 'private, no-store',
      ...headers,
    },
  });
}
