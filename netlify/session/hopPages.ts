import { escapeHtml } from '../../components/plain-page/plainPageHtml.ts';
import type { FunctionResponse } from '../platform/http/message.ts';
import { pageResponse, type PageTranslator } from '../platform/http/pageResponse.ts';

/**
 * Makes a browser that comes from another site repeat the request from this one. Works without JavaScript.
 */
export function repeatRequestPage(hopUrl: string): Promise<FunctionResponse> {
  return pageResponse(200, (t) => ({
    title: t('oneMoment'),
    head: `<meta http-equiv="refresh" content="0;url=${escapeHtml(hopUrl)}">`,
    paragraphs: [],
    actions: [{ label: t('continue'), href: hopUrl }],
  }));
}

/** The page that a user sees who was redirected to the hop while the core does not respond. */
export function unavailablePage(
  statusCode: number,
  headers: Record<string, string>,
  path: string,
): Promise<FunctionResponse> {
  const write = (t: PageTranslator) => ({
    badge: String(statusCode),
    title: t('unavailable'),
    paragraphs: [t('stillSignedIn')],
    actions: [{ label: t('tryAgain'), href: path }],
  });
  return pageResponse(statusCode, write, headers);
}
