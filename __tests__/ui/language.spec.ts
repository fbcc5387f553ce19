import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { heading, openMenu } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { FIREFOX } from '../support/userAgents.ts';

const expectLanguage = async (page: Page, language: string, direction: string) => {
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.locator('html')).toHaveAttribute('dir', direction);
};

const openSettings = (page: Page) =>
  page.getByRole('button', { name: /^(Language and theme|Sprache und Design|اللغة والمظهر)$/ }).click();

withAndWithoutJavaScript(() => {
  test('a user chooses the language in the menu, and the page shows again in it', async ({
    page,
    signedIn,
  }) => {
    expect(signedIn.account.email).not.toBe('');
    await page.goto('/account/sessions');
    await openMenu(page);
    await page.getByRole('button', { name: 'Deutsch', exact: true }).click();
    await expectLanguage(page, 'de', 'ltr');
    await expect(page).toHaveURL(/\/account\/sessions$/);
    await expect(heading(page)).toHaveText('Ihre Sitzungen');
    await page.getByRole('button', { name: 'Menü', exact: true }).click();
    const chosen = page.getByRole('button', { name: 'Deutsch', exact: true });
    await expect(chosen).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'العربية', exact: true }).click();
    await expectLanguage(page, 'ar', 'rtl');
  });

  test('a visitor chooses the language on the sign-in page', async ({ page }) => {
    await page.goto('/auth?show=signup');
    await openSettings(page);
    await page.getByRole('button', { name: 'العربية', exact: true }).click();
    await expectLanguage(page, 'ar', 'rtl');
    await expect(page).toHaveURL(/\/auth\?show=signup$/);
  });
});

test('the language goes with the account to another browser', async ({ page, signedIn }) => {
  await page.goto('/account');
  await openMenu(page);
  await page.getByRole('button', { name: 'Deutsch', exact: true }).click();
  await expectLanguage(page, 'de', 'ltr');
  const elsewhere = await signedIn.elsewhere(FIREFOX);
  const other = await elsewhere.newPage();
  await other.goto('/account/sessions');
  await expectLanguage(other, 'de', 'ltr');
});

test('the menus are accessible, and open towards the page', async ({ page }) => {
  await page.goto('/auth');
  await openSettings(page);
  await page.getByRole('button', { name: 'العربية', exact: true }).click();
  await expectLanguage(page, 'ar', 'rtl');
  await openSettings(page);
  const menu = page.locator('#settings-menu');
  await expect(menu.getByRole('button').first()).toBeInViewport({ ratio: 1 });
  await expect(menu.getByRole('button').last()).toBeInViewport({ ratio: 1 });
  await expectAccessibleLayout(page);
});
