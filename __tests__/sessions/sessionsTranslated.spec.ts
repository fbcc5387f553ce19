import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { chooseLanguage, expectPseudoLanguage } from '../support/browser/languages.ts';
import { expect, test } from '../support/browser/test.ts';
import { FIREFOX } from '../support/userAgents.ts';

const PATH = '/account/sessions';

const TRANSLATIONS = [
  {
    language: 'de',
    direction: 'ltr',
    title: 'Ihre Sitzungen',
    end: 'Sitzung beenden : Firefox 140 auf Linux',
    ended: 'Die Sitzung wurde beendet.',
  },
  {
    language: 'ar',
    direction: 'rtl',
    title: 'جلساتك',
    end: 'إنهاء الجلسة : \u2068Firefox 140\u2069 على \u2068Linux\u2069',
    ended: 'انتهت الجلسة.',
  },
] as const;

const root = (page: Page) => page.locator('html');

withAndWithoutJavaScript(() => {
  for (const { language, direction, title, end, ended } of TRANSLATIONS)
    test(`a user sees and ends sessions in ${language}`, async ({ page, context, signedIn }) => {
      await signedIn.elsewhere(FIREFOX);
      await chooseLanguage(context, language);
      const response = await page.goto(PATH);
      expect(response?.headers()['cache-control']).toContain('no-store');
      await expect(root(page)).toHaveAttribute('lang', language);
      await expect(root(page)).toHaveAttribute('dir', direction);
      await expect(page).toHaveTitle(new RegExp(`^${title} · `));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      await page.getByRole('button', { name: end }).click();
      await expect(page.getByRole('status')).toHaveText(ended);
      await expect(root(page)).toHaveAttribute('lang', language);
    });
});

test.describe('a browser that prefers German', () => {
  test.use({ locale: 'de-AT' });

  test('gets it without a choice', async ({ page, signedIn }) => {
    expect(signedIn.account.email).toBeTruthy();
    await page.goto(PATH);
    await expect(root(page)).toHaveAttribute('lang', 'de');
    // The session of this user began two hours ago.
    const time = page.getByRole('main').getByRole('time').first();
    await expect(time).toHaveText(/^vor 2 Stunden\d/);
  });
});

test('a language that the site does not have is ignored', async ({ page, context, signedIn }) => {
  expect(signedIn.account.email).toBeTruthy();
  await chooseLanguage(context, 'fr"><b>' as 'de');
  await page.goto(PATH);
  await expect(root(page)).toHaveAttribute('lang', 'en');
  await expect(root(page)).toHaveAttribute('dir', 'ltr');
});

test('all texts are translated, and longer ones fit', async ({ page, context, signedIn }) => {
  await signedIn.elsewhere(FIREFOX);
  await chooseLanguage(context, 'en-XA');
  await page.goto(PATH);
  const form = page.getByRole('main').locator('form', { hasText: 'Firefox' });
  await expectPseudoLanguage(form);
  await expectAccessibleLayout(page);
  await form.getByRole('button').last().click({ trial: true });
  await chooseLanguage(context, 'ar');
  await page.reload();
  await expectAccessibleLayout(page);
});
