import { renderMail } from '../../netlify/platform/mail/template.ts';

const frame = {
  appName: 'Latchkey',
  origin: 'https://example.com',
  language: 'en',
  direction: 'ltr',
  buttonFails: 'If the button does nothing:',
} as const;

/** The texts of a mail in their order, as an inbox reads them for its list. */
const textsOf = (html: string): string[] =>
  html
    .slice(html.indexOf('<body'))
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

it('begins with its first paragraph for the list of an inbox, hidden in the mail itself', () => {
  const { html } = renderMail({ subject: 'New sign-in', paragraphs: ['From <b>you</b>?', 'Next'] }, frame);
  expect(textsOf(html).slice(0, 3)).toEqual(['From &lt;b&gt;you&lt;/b&gt;?', 'Latchkey', 'New sign-in']);
  expect(html).toContain('<div style="display:none;');
});
