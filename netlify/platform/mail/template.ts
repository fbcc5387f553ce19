import { escapeHtml } from '../../../components/plain-page/plainPageHtml.ts';
import { DARK, FONT, LIGHT } from './look.ts';

/** Content of a mail. */
export interface MailWords {
  subject: string;
  /** Plain text; may contain user input. */
  paragraphs: readonly string[];
  /** What happened, one line each. */
  facts?: readonly { label: string; value: string }[];
  action?: { label: string; link: string };
  /** Where to go besides, as links without a button. */
  links?: readonly { label: string; link: string }[];
  /** Shown large, for reading and copying. */
  code?: { label: string; value: string };
}

/** Text and HTML with the same content. */
export interface MailForms {
  subject: string;
  text: string;
  html: string;
}

/** What all mails of a site have in common. */
interface Frame {
  appName: string;
  /** The site that the mail is about and that its links point to. */
  origin: string;
  /** BCP 47 tag. */
  language: string;
  direction: 'ltr' | 'rtl';
  /** Above the address of a button. */
  buttonFails: string;
}

const footer = ({ appName, origin }: Frame): string => `${appName}, ${origin}`;

function toText({ paragraphs, facts = [], action, links = [], code }: MailWords, frame: Frame): string {
  const listed = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const linked = [...(action === undefined ? [] : [action]), ...links].map(
    ({ label, link }) => `${label}:\n${link}`,
  );
  const entered = code === undefined ? [] : [`${code.label}: ${code.value}`];
  const parts = [...paragraphs, ...(listed === '' ? [] : [listed]), ...entered, ...linked];
  return `${[...parts, `-- \n${footer(frame)}`].join('\n\n')}\n`;
}

/** Breaks long words and addresses on narrow screens: inside a table they would widen the mail. */
const BREAKS = 'overflow-wrap:anywhere;word-break:break-word';

/** Light colors are in the elements, since many mail programs do not support style sheets. */
const dark = `@media (prefers-color-scheme: dark) {
  .paper { background: ${DARK.background} !important; }
  .sheet { background: ${DARK.surface} !important; border-color: ${DARK.line} !important; }
  .sheet p, .sheet h1 { color: ${DARK.foreground} !important; }
  .sheet .soft { color: ${DARK.soft} !important; }
  .sheet .soft a { color: ${DARK.link} !important; }
}`;

function actionHtml({ label, link }: NonNullable<MailWords['action']>, buttonFails: string): string {
  return `<p style="margin:28px 0"><a href="${escapeHtml(link)}" style="display:inline-block;padding:14px 24px;border-radius:8px;background:${LIGHT.primary};color:${LIGHT.onPrimary};font:700 17px/1.2 ${escapeHtml(FONT)};text-decoration:none">${escapeHtml(label)}</a></p>
<p class="soft" style="margin:0 0 16px;font-size:14px;line-height:1.5;color:${LIGHT.soft}">${escapeHtml(buttonFails)}<br><a dir="ltr" href="${escapeHtml(link)}" style="color:${LIGHT.link}">${escapeHtml(link)}</a></p>`;
}

function codeHtml({ label, value }: NonNullable<MailWords['code']>): string {
  return `<p style="margin:0 0 4px;font-size:17px;line-height:1.6;color:${LIGHT.foreground}">${escapeHtml(label)}:</p>
<p style="margin:0 0 28px;font:700 32px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:6px;color:${LIGHT.foreground}"><bdi>${escapeHtml(value)}</bdi></p>`;
}

const paragraphHtml = (html: string): string =>
  `<p style="margin:0 0 16px;font-size:17px;line-height:1.6;color:${LIGHT.foreground}">${html}</p>`;

const factsHtml = (facts: NonNullable<MailWords['facts']>): string =>
  paragraphHtml(
    facts.map(({ label, value }) => `${escapeHtml(label)}: <bdi>${escapeHtml(value)}</bdi>`).join('<br>'),
  );

const linkHtml = ({ label, link }: NonNullable<MailWords['action']>): string =>
  `<p class="soft" style="margin:0 0 16px;font-size:17px;line-height:1.6"><a href="${escapeHtml(link)}" style="color:${LIGHT.link}">${escapeHtml(label)}</a></p>`;

/** What the list of an inbox shows after the subject: otherwise it would repeat the name and the heading. */
const previewHtml = (text = ''): string =>
  `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(text)}</div>`;

function toHtml({ subject, paragraphs, facts, action, links = [], code }: MailWords, frame: Frame): string {
  return `<!doctype html>
<html lang="${escapeHtml(frame.language)}" dir="${frame.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${dark}</style>
</head>
<body class="paper" style="margin:0;padding:24px 12px;background:${LIGHT.background};font-family:${escapeHtml(FONT)}">
${previewHtml(paragraphs[0])}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;margin:0 auto;border-collapse:separate">
<tr><td style="${BREAKS};padding:20px 28px;border-radius:16px 16px 0 0;background:${LIGHT.primary};color:${LIGHT.onPrimary};font:700 20px/1.2 ${escapeHtml(FONT)}">${escapeHtml(frame.appName)}</td></tr>
<tr><td class="sheet" style="${BREAKS};padding:28px;border:1px solid ${LIGHT.line};border-top:0;border-radius:0 0 16px 16px;background:${LIGHT.surface}">
<h1 style="margin:0 0 20px;font:700 26px/1.15 ${escapeHtml(FONT)};color:${LIGHT.foreground}">${escapeHtml(subject)}</h1>
${[
  ...paragraphs.map((paragraph) => paragraphHtml(escapeHtml(paragraph))),
  ...(facts === undefined ? [] : [factsHtml(facts)]),
  ...(code === undefined ? [] : [codeHtml(code)]),
  ...(action === undefined ? [] : [actionHtml(action, frame.buttonFails)]),
  ...links.map(linkHtml),
].join('\n')}
<p class="soft" style="margin:28px 0 0;font-size:14px;line-height:1.5;color:${LIGHT.soft}">${escapeHtml(footer(frame))}</p>
</td></tr>
</table>
</body>
</html>
`;
}

/** Renders a mail in the design of the app, as text and HTML. */
export function renderMail(words: MailWords, frame: Frame): MailForms {
  return { subject: words.subject, text: toText(words, frame), html: toHtml(words, frame) };
}
