import 'server-only';
import { getEnv } from '@/config/env/env';
import { plainPageHtml, type PlainPage } from '@/components/plain-page/plainPageHtml';

interface PlainAnswer extends Omit<PlainPage, 'appName' | 'head'> {
  status: number;
  headers?: Record<string, string>;
}

/** Returns a page with the given status, from a route handler. The default badge is the status. */
export function plainPage({ status, headers, badge = String(status), ...page }: PlainAnswer): Response {
  return new Response(plainPageHtml({ ...page, badge, appName: getEnv().appName }), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-store',
      ...headers,
    },
  });
}
