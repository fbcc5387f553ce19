import 'server-only';
import { getEnv } from '@/config/env';

interface PlainPage {
  status: number;
  /** What is lettered on the plate: the status, where it says anything to anybody. */
  sign?: string;
  title: string;
  /** Plain text, one paragraph each. */
  paragraphs: string[];
  /** What to do next; the first is the one most people want. */
  actions: Action[];
  headers?: Record<string, string>;
}

type Action = { label: string; href: string } | { label: string; postTo: string };

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

function actionHtml(action: Action, index: number): string {
  const className = index === 0 ? 'action action-first' : 'action';
  const label = escapeHtml(action.label);
  if ('href' in action) return `<a class="${className}" href="${escapeHtml(action.href)}">${label}</a>`;
  return `<form method="post" action="${escapeHtml(action.postTo)}"><button class="${className}">${label}</button></form>`;
}

/**
 * A whole page from a route handler, because a page of Next's cannot choose its status. It shares tokens.css with the
 * rest and needs no script, no build output and no function: it is for when something is down.
 */
export function plainPage({
  status,
  sign = String(status),
  title,
  paragraphs,
  actions,
  headers,
}: PlainPage): Response {
  const appName = escapeHtml(getEnv().appName);
  const heading = escapeHtml(title);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading} · ${appName}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/tokens.css">
<link rel="stylesheet" href="/plain-page.css">
</head>
<body>
<header><a class="brand" href="/">${appName}</a></header>
<main>
<p class="status" aria-hidden="true">${escapeHtml(sign)}</p>
<h1>${heading}</h1>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
<div class="actions">${actions.map(actionHtml).join('')}</div>
</main>
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-store',
      ...headers,
    },
  });
}
