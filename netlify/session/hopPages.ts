import type { FunctionResponse } from '../http/message.ts';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function page(statusCode: number, head: string, body: string): FunctionResponse {
  return {
    statusCode,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: [
      '<!doctype html><html lang="en"><head><meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">',
      head,
      `</head><body><main>${body}</main></body></html>`,
    ].join(''),
  };
}

/** Has a browser that came from another site come again from this one. Works without JavaScript. */
export function knockAgainPage(hopUrl: string): FunctionResponse {
  const url = escapeHtml(hopUrl);
  return page(
    200,
    `<meta http-equiv="refresh" content="0;url=${url}"><title>One moment</title>`,
    `<p><a href="${url}">Continue</a></p>`,
  );
}

/** What a person sees who was on her way to a page when the core was out of reach. */
export function unavailablePage(
  statusCode: number,
  headers: Record<string, string>,
  path: string,
): FunctionResponse {
  const answer = page(
    statusCode,
    '<title>Not available at the moment</title>',
    '<h1>We cannot check who you are at the moment</h1><p>You are still signed in. Please try again shortly.</p>' +
      `<p><a href="${escapeHtml(path)}">Try again</a></p>`,
  );
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
