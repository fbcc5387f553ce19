import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { pressByKey, tabTo } from '../support/browser/keyboard.ts';
import { heading, openMenu } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

const PHONE = { width: 320, height: 640 };

withAndWithoutJavaScript(() => {
  test('on a phone the header is one row, and its menu leads to every page', async ({ page, signedIn }) => {
    expect(signedIn.account.email).not.toBe('');
    await page.setViewportSize(PHONE);
    await page.goto('/account/password');
    const box = await page.getByRole('banner').boundingBox();
    expect(box?.height).toBeLessThanOrEqual(65);
    await expect(page.getByRole('link', { name: 'Session' })).toHaveCount(0);
    await openMenu(page);
    const menu = page.locator('#user-menu');
    await expect(menu.getByText(signedIn.account.email)).toBeInViewport({ ratio: 1 });
    await expect(menu.getByRole('link', { name: 'Account' })).toHaveAttribute('aria-current', 'true');
    await expect(menu.getByRole('button', { name: 'Sign out' })).toBeInViewport({ ratio: 1 });
    await menu.getByRole('link', { name: 'Session' }).click();
    await expect(heading(page)).toHaveText('Your session');
  });

  test('on a phone the account pages are in a list that opens above the page', async ({ page, signedIn }) => {
    expect(signedIn.account.email).not.toBe('');
    await page.setViewportSize(PHONE);
    await page.goto('/account/password');
    const pages = page.getByRole('navigation', { name: 'Your account' });
    await expect(pages.getByRole('link')).toHaveCount(0);
    await pages.locator('summary').click();
    await expect(pages.getByRole('link', { name: 'Password' })).toHaveAttribute('aria-current', 'page');
    await pages.getByRole('link', { name: 'Activity' }).click();
    await expect(heading(page)).toHaveText('Recent activity');
  });
});

test('the menu opens and closes by keyboard, and closes by a click beside it', async ({ page, signedIn }) => {
  expect(signedIn.account.email).not.toBe('');
  await page.goto('/session');
  const button = page.getByRole('button', { name: 'Menu', exact: true });
  const signOutButton = page.getByRole('button', { name: 'Sign out', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(signOutButton).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator('#user-menu').getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(signOutButton).toBeHidden();
  await expect(button).toBeFocused();
  await openMenu(page);
  await expectAccessibleLayout(page);
  await heading(page).click();
  await expect(signOutButton).toBeHidden();
});

test('a user chooses language and theme by keyboard alone', async ({ page, signedIn }) => {
  expect(signedIn.account.email).not.toBe('');
  const html = page.locator('html');
  const pressed = (name: string) => page.getByRole('button', { name, exact: true, pressed: true });
  await page.goto('/account/sessions');
  await pressByKey(page.getByRole('button', { name: 'Menu', exact: true }));
  await pressByKey(page.getByRole('button', { name: 'Deutsch', exact: true }));
  await expect(html).toHaveAttribute('lang', 'de');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Zum Inhalt springen' })).toBeFocused();
  await pressByKey(page.getByRole('button', { name: 'Menü', exact: true }), 'Space');
  await tabTo(pressed('Deutsch'));
  await pressByKey(page.getByRole('button', { name: 'Dunkel', exact: true }), 'Space');
  await expect(html).toHaveCSS('background-color', 'rgb(11, 16, 32)');
  await pressByKey(page.getByRole('button', { name: 'Menü', exact: true }));
  await tabTo(pressed('Dunkel'));
});

test('a visitor chooses the language by keyboard alone', async ({ page }) => {
  await page.goto('/auth?show=signup');
  await pressByKey(page.getByRole('button', { name: 'Language and theme', exact: true }));
  await pressByKey(page.getByRole('button', { name: 'العربية', exact: true }));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page).toHaveURL(/\/auth\?show=signup$/);
});
