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

it('shows a code above the button, whose address would hide it on a phone', () => {
  const { html, text } = renderMail(
    {
      subject: 'Sign in',
      paragraphs: ['Follow the link, or enter the code.'],
      code: { label: 'Your code', value: '12345678' },
      action: { label: 'Sign in', link: 'https://example.com/a' },
      links: [{ label: 'Sessions', link: 'https://example.com/b' }],
    },
    frame,
  );
  for (const form of [html, text]) {
    const places = ['12345678', 'example.com/a', 'example.com/b'].map((part) => form.indexOf(part));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
  }
});
