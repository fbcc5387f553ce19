import { LANGUAGES, SOURCE_LANGUAGE, type LanguageCode } from '../../config/languages.ts';
import type { Theme } from '../../config/theme.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, fit for an attribute as well. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

type Action =
  | { label: string; href: string }
  /** `fields` are sent along with the form, unseen. */
  | { label: string; postTo: string; fields?: Record<string, string> };

/** The content type of a plain page. */
export const PLAIN_PAGE_TYPE = 'text/html; charset=utf-8';

export interface PlainPage {
  appName: string;
  /** Default: English. */
  language?: LanguageCode;
  /** Default: that of the device. */
  theme?: Theme | undefined;
  /** Shown large above the heading: a status, or a word. */
  badge?: string;
  title: string;
  /** Plain text, one paragraph each. */
  paragraphs: readonly string[];
  /** What the user had typed, to be copied from the page: plain text, with line breaks. */
  kept?: readonly { label: string; text: string }[];
  /** What to do next; the first is the one most people want. */
  actions: readonly Action[];
  /** HTML for the head. */
  head?: string;
}

function actionHtml(action: Action, index: number): string {
  const className = index === 0 ? 'button button-primary' : 'button';
  const label = escapeHtml(action.label);
  if ('href' in action) return `<a class="${className}" href="${escapeHtml(action.href)}">${label}</a>`;
  const fields = Object.entries(action.fields ?? {}).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="${escapeHtml(action.postTo)}">${fields.join('')}<button class="${className}">${label}</button></form>`;
}

function keptHtml(kept: NonNullable<PlainPage['kept']>): string {
  if (kept.length === 0) return '';
  const entries = kept.map(({ label, text }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd>`);
  return `<dl class="kept">${entries.join('')}</dl>`;
}

/**
 * A whole page for route handlers and functions, because a page of Next's cannot choose its status. It shares
 * tokens.css with the rest and needs no script, no build output and no function: it is for when something is
 * down.
 */
export function plainPageHtml(page: PlainPage): string {
  const { appName, badge, title, paragraphs, kept = [], actions, head = '' } = page;
  const { language = SOURCE_LANGUAGE, theme = 'system' } = page;
  const themeAttribute = theme === 'system' ? '' : ` data-theme="${theme}"`;
  const name = escapeHtml(appName);
  const heading = escapeHtml(title);
  return `<!doctype html>
<html lang="${language}" dir="${LANGUAGES[language].direction}"${themeAttribute}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading} · ${name}</title>
${head}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/tokens.css">
<link rel="stylesheet" href="/plain-page.css">
</head>
<body>
<header><a class="brand" href="/"><img src="/icon.svg" width="32" height="32" alt="">${name}</a></header>
<main>
${badge === undefined ? '' : `<p class="status" aria-hidden="true">${escapeHtml(badge)}</p>`}
<h1>${heading}</h1>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
${keptHtml(kept)}
<div class="actions">${actions.map(actionHtml).join('')}</div>
</main>
</body>
</html>
`;
}
