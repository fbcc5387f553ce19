import type { FunctionResponse } from '../http/message.ts';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function page(statusCode: number, head: string, main: string): FunctionResponse {
  return {
    statusCode,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${head}
<link rel="stylesheet" href="/tokens.css">
<link rel="stylesheet" href="/plain-page.css">
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`,
  };
}

/** Has a browser that came from another site come again from this one. Works without JavaScript. */
export function knockAgainPage(hopUrl: string): FunctionResponse {
  const url = escapeHtml(hopUrl);
  return page(
    200,
    `<title>One moment</title>\n<meta http-equiv="refresh" content="0;url=${url}">`,
    `<h1>One moment</h1>\n<div class="actions"><a class="action action-first" href="${url}">Continue</a></div>`,
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
    `<p class="status" aria-hidden="true">${statusCode}</p>
<h1>We cannot tell who you are at the moment</h1>
<p>You have not been signed out, and nothing is lost. Please try again shortly.</p>
<div class="actions"><a class="action action-first" href="${escapeHtml(path)}">Try again</a></div>`,
  );
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
