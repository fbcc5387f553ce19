import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { confirmByKey, pressByKey, tabTo, typeByKey } from '../support/browser/keyboard.ts';
import { expectFocusedStatus } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { credentials } from '../support/credentials.ts';
import { enrolInBrowser } from '../support/browser/enrolInBrowser.ts';

/** Expects the recovery codes to be on paper, without the rest of the page. */
async function expectCodesPrintedAlone(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('list').filter({ hasText: /-\w{4}-/ })).toBeVisible();
  const others = page.locator('main').locator('.card:not(:has(#recovery-codes)), .facts');
  for (const other of await others.all()) await expect(other).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
}

test('a user sets up, uses and turns off a second factor by keyboard alone', async ({
  page,
  context,
  signedIn,
}) => {
  const button = (name: string) => page.getByRole('button', { name });
  const codeField = page.getByLabel('Code', { exact: true });
  await page.goto('/account/two-factor');
  await pressByKey(button('Set up'));
  const secret = await page.getByLabel('Key', { exact: true }).innerText();
  const app = new TOTP({ secret: secret.replaceAll(' ', '') });
  await typeByKey(codeField, app.generate());
  await page.keyboard.press('Enter');
  await expectFocusedStatus(page, 'Two-factor authentication is on.');
  await tabTo(page.getByRole('link', { name: 'Download codes' }));
  await tabTo(button('Print codes'));
  await expectCodesPrintedAlone(page);

  await context.clearCookies();
  const data = credentials(signedIn.account.email, signedIn.account.password);
  await context.request.post('/.netlify/functions/auth/signin', { data });
  await page.goto('/account/two-factor');
  await typeByKey(codeField, '000000');
  await page.keyboard.press('Enter');
  await expect(codeField).toBeFocused();
  await typeByKey(codeField, app.generate({ timestamp: Date.now() + 30_000 }));
  await tabTo(page.getByLabel(/Trust this browser/));
  await page.keyboard.press('Space');
  await pressByKey(button('Continue'));
  await expect(page).toHaveURL('/account/two-factor');

  for (const [name, done] of [
    ['Forget all trusted browsers', 'All browsers are forgotten.'],
    ['Create new recovery codes', 'You have new recovery codes.'],
    ['Turn off two-factor authentication', 'Two-factor authentication is off.'],
  ] as const) {
    await confirmByKey(button(name), name);
    await expectFocusedStatus(page, done);
    if (name === 'Create new recovery codes') await expectCodesPrintedAlone(page);
  }
});

test('a user signs in with a recovery code by keyboard alone', async ({ page, context, signedIn }) => {
  const { email, password } = signedIn.account;
  const codes = await enrolInBrowser(context.request);
  await context.clearCookies();
  await page.goto('/auth?redirectToPath=%2Faccount%2Ftwo-factor');
  await typeByKey(page.getByLabel('Email', { exact: true }), email);
  await typeByKey(page.getByLabel('Password', { exact: true }), password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/second-factor\?/);
  await pressByKey(page.getByRole('link', { name: 'Use a recovery code' }));
  const field = page.getByLabel('Recovery code');
  await expect(field).toBeFocused();
  await page.keyboard.type('aaaa-bbbb-cccc');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This recovery code is wrong or was already used.')).toBeVisible();
  await expect(field).toBeFocused();
  await typeByKey(field, codes[0] ?? '');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/account/two-factor');
  await expect(page.getByText('Recovery codes left')).toBeVisible();
});
