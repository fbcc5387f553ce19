import { escapeHtml } from '../../components/plain-page/plainPageHtml.ts';
import type { FunctionResponse } from '../platform/http/message.ts';
import { pageResponse } from '../platform/http/pageResponse.ts';

/**
 * Makes a browser that comes from another site repeat the request from this one. Works without JavaScript.
 */
export function repeatRequestPage(hopUrl: string): FunctionResponse {
  return pageResponse(200, {
    title: 'One moment',
    head: `<meta http-equiv="refresh" content="0;url=${escapeHtml(hopUrl)}">`,
    paragraphs: [],
    actions: [{ label: 'Continue', href: hopUrl }],
  });
}

/** The page that a user sees who was redirected to the hop while the core does not respond. */
export function unavailablePage(
  statusCode: number,
  headers: Record<string, string>,
  path: string,
): FunctionResponse {
  const words = {
    badge: String(statusCode),
    title: 'Service temporarily unavailable',
    paragraphs: ['You are still signed in. Try again in a moment.'],
    actions: [{ label: 'Try again', href: path }],
  };
  return pageResponse(statusCode, words, headers);
}
