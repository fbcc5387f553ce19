import type { Page } from '@playwright/test';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { chooseLanguage } from '../support/browser/languages.ts';
import { expect, test } from '../support/browser/test.ts';

/** Pages with a form that may not be sent empty. */
const ACCOUNT_PAGES = ['/account/email', '/account/password', '/account/delete'];

/** What these pages render on the server, and the form that is sent: the first or the last of the page. */
const SIGN_IN_PAGES = [
  ['/auth', 'first'],
  ['/auth?show=signup', 'first'],
  ['/auth/reset-password', 'first'],
  ['/auth', 'last'],
] as const;

/** Expects the message of a field in Arabic, announced with the field, which has the focus. */
async function expectArabicProblem(page: Page): Promise<void> {
  const field = page.locator('main [aria-invalid=true]');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/\p{Script=Arabic}/u);
}

withAndWithoutJavaScript(() => {
  for (const path of ACCOUNT_PAGES) {
    test(`${path}: says in the language of the page that a field is empty`, async ({ page, signedIn }) => {
      await chooseLanguage(signedIn.context, 'ar');
      await page.goto(path);
      await page.locator('main .card-actions button').first().click();
      await expectArabicProblem(page);
    });
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, place] of SIGN_IN_PAGES) {
    test(`${path}: the ${place} form says in the language of the page that a field is empty`, async ({
      page,
      context,
    }) => {
      await chooseLanguage(context, 'ar');
      await page.goto(path);
      const forms = page.locator('main form[method=post]');
      await (place === 'first' ? forms.first() : forms.last()).locator('button').click();
      await expectArabicProblem(page);
    });
  }
});
