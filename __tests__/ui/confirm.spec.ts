import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { inEveryViewport, withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { withoutCore } from '../support/browser/core.ts';
import { chooseLanguage } from '../support/browser/languages.ts';
import { expect, test } from '../support/browser/test.ts';

const PATH = '/account/sessions';

const opener = (page: Page) => page.locator('main .confirm-opener').first();
const dialog = (page: Page) => page.getByRole('dialog');

withAndWithoutJavaScript(() => {
  test('a question opens and closes by keyboard, and only its answer acts', async ({ page, signedIn }) => {
    expect(signedIn.account.email).not.toBe('');
    await page.goto(PATH);
    await opener(page).focus();
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toHaveAccessibleName('Sign out of all sessions?');
    await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await expect(opener(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog(page)).toBeHidden();
    await page.goto(PATH);
    await opener(page).click();
    await dialog(page).getByRole('button', { name: 'Sign out of all sessions' }).click();
    await expect(page).toHaveURL(/\/auth$/);
  });

  test('a browser without the attribute for modal dialogs opens a popover', async ({ page, signedIn }) => {
    expect(signedIn.account.email).not.toBe('');
    await page.goto(PATH);
    await page.locator('[commandfor]').evaluateAll((buttons) => {
      for (const button of buttons) button.removeAttribute('commandfor');
    });
    await opener(page).focus();
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toBeVisible();
    await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await expect(opener(page)).toBeFocused();
  });
});

test('a refusal closes the question and is shown on the page', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 503/);
  expect(signedIn.account.email).not.toBe('');
  await page.goto(PATH);
  await opener(page).click();
  await withoutCore(async () => {
    await dialog(page).getByRole('button', { name: 'Sign out of all sessions' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
    await expect(dialog(page)).toBeHidden();
    await expect(opener(page)).toBeFocused();
  });
});

test('an open question is accessible, from left to right and from right to left', async ({
  page,
  context,
  signedIn,
}) => {
  expect(signedIn.account.email).not.toBe('');
  for (const language of ['en', 'ar'] as const) {
    await chooseLanguage(context, language);
    await page.goto(PATH);
    await opener(page).click();
    await inEveryViewport(page, () => expect(dialog(page)).toBeInViewport({ ratio: 1 }));
    await expectAccessibleLayout(page);
  }
});
