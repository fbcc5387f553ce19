import { expectReadable } from '../support/browser/accessible.ts';
import { inEveryViewport } from '../support/browser/browserSettings.ts';
import { expect, test } from '../support/browser/test.ts';
import { renderMail, type MailWords } from '../../netlify/platform/mail/template.ts';

/** The widths of a small phone and of the reading pane of a mail program, in CSS pixels. */
const WIDTHS = [320, 600];

const link = `https://example.com/auth/verify-email?token=${'x'.repeat(300)}`;

/** A mail with all parts, and with words that are longer than a line. */
const LONG: MailWords = {
  subject: `Donaudampfschifffahrtsgesellschaft ${'Rechtsschutzversicherung'.repeat(3)}`,
  paragraphs: ['A paragraph.', `${'a'.repeat(64)}@${'b'.repeat(63)}.example.com`],
  facts: [{ label: 'Browser', value: 'Firefox'.repeat(20) }],
  action: { label: 'Verify your email '.repeat(6), link },
  links: [{ label: 'Sessions '.repeat(12), link }],
  code: { label: 'Code', value: '12345678' },
};

const frame = {
  appName: 'Name'.repeat(20),
  origin: `https://${'c'.repeat(60)}.example.com`,
  buttonFails: 'Or open:',
};

for (const [language, direction] of [
  ['en', 'ltr'],
  ['ar', 'rtl'],
] as const)
  test(`a mail is readable and does not scroll sideways, ${direction}`, async ({ page }) => {
    await page.setContent(renderMail(LONG, { ...frame, language, direction }).html);
    await inEveryViewport(
      page,
      async (theme) => {
        await expectReadable(page);
        const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(background).toBe(theme === 'dark' ? 'rgb(11, 16, 32)' : 'rgb(238, 241, 245)');
      },
      WIDTHS,
    );
  });
