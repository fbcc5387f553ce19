import 'server-only';
import { plainPageHtml, type PlainPage } from '@/components/plain-page/plainPageHtml';
import { getEnv } from '@/config/env/env';
import { readLanguage } from './readLanguage';

interface PlainAnswer extends Omit<PlainPage, 'appName' | 'head' | 'language'> {
  status: number;
  headers?: Record<string, string>;
}

/**
 * Returns a page with the given status and texts in the language of the user, from a route handler. The
 * default badge is the status.
 */
export async function plainPage(answer: PlainAnswer): Promise<Response> {
  const { status, headers, badge = String(status), ...page } = answer;
  const language = await readLanguage();
  return new Response(plainPageHtml({ ...page, language, badge, appName: getEnv().appName }), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-store',
      ...headers,
    },
  });
}
