import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { heading, openMenu } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

const DARK = 'rgb(11, 16, 32)';
const LIGHT = 'rgb(238, 241, 245)';

const expectBackground = (page: Page, color: string) =>
  expect(page.locator('html')).toHaveCSS('background-color', color);

async function choose(page: Page, theme: string): Promise<void> {
  await openMenu(page);
  await page.getByRole('button', { name: theme, exact: true }).click();
}

withAndWithoutJavaScript(() => {
  test('the chosen theme applies to pages until the user returns to that of the system', async ({
    page,
    signedIn,
  }) => {
    expect(signedIn.account.email).not.toBe('');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/account/email');
    await expectBackground(page, LIGHT);
    await choose(page, 'Dark');
    await expect(heading(page)).toHaveText('Change your email address');
    await expectBackground(page, DARK);
    await openMenu(page);
    await expect(page.getByRole('button', { name: 'Dark', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await page.goto('/session');
    await expectBackground(page, DARK);
    await page.emulateMedia({ colorScheme: 'dark' });
    await choose(page, 'Light');
    await expectBackground(page, LIGHT);
    await choose(page, 'System');
    await expectBackground(page, DARK);
  });
});

test('the landing page and the 404 page have the chosen theme, too', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  expect(signedIn.account.email).not.toBe('');
  quietConsole.allow(/status of 404/);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/session');
  await choose(page, 'Dark');
  for (const path of ['/', '/no-such-page']) {
    await page.goto(path);
    await expectBackground(page, DARK);
    await expectAccessibleLayout(page);
  }
});
