import { current, next, PAGE } from '../support/browser/passwordForm.ts';
import { expect, test } from '../support/browser/test.ts';

test('the rules are visible before the user types, and are marked as they are met', async ({
  page,
  signedIn,
}) => {
  await signedIn.context.cookies();
  await page.goto(PAGE);
  const rules = page.locator('form').getByRole('listitem');
  const met = () => rules.evaluateAll((items) => items.map((item) => item.dataset.met));
  await expect(rules).toHaveText(['○At least 8 characters', '○At most 72 bytes']);
  await expect(next(page)).toHaveAccessibleDescription(/At least 8 characters.*72 bytes.*No common password/);
  expect(await met()).toEqual(['false', 'false']);
  await next(page).pressSequentially('giraffe');
  expect(await met()).toEqual(['false', 'true']);
  await expect(page.getByRole('status').filter({ hasText: 'Use at least 8 characters.' })).toBeAttached();
  await next(page).pressSequentially('s');
  expect(await met()).toEqual(['true', 'true']);
  await expect(
    page.getByRole('status').filter({ hasText: 'This password meets the rules above.' }),
  ).toBeAttached();
});

test('without JavaScript the rules are visible, and there are no buttons without function', async ({
  browser,
  signedIn,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: process.env.E2E_BASE_URL,
    storageState: await signedIn.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(PAGE);
  await expect(page.getByText('At least 8 characters')).toBeVisible();
  await expect(page.locator('button[aria-controls]')).toHaveCount(2);
  for (const button of await page.locator('button[aria-controls]').all()) await expect(button).toBeHidden();
  await context.close();
});

test('passwords can be shown and hidden by keyboard, independently of each other', async ({
  page,
  signedIn,
}) => {
  await signedIn.context.cookies();
  await page.goto(PAGE);
  const show = page.getByRole('button', { name: 'Show current password' });
  await current(page).fill('correct horse');
  await page.keyboard.press('Tab');
  await expect(show).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(current(page)).toHaveAttribute('type', 'text');
  await expect(next(page)).toHaveAttribute('type', 'password');
  await expect(page.getByRole('button', { name: 'Hide current password' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(current(page)).toHaveAttribute('type', 'password');
  await expect(current(page)).toHaveValue('correct horse');
});

test('password managers learn the account, the old and the new password', async ({ page, signedIn }) => {
  await page.goto(PAGE);
  await expect(current(page)).toHaveAttribute('autocomplete', 'current-password');
  await expect(next(page)).toHaveAttribute('autocomplete', 'new-password');
  const owner = page.locator('form input[autocomplete="username"]');
  await expect(owner).toHaveValue(signedIn.account.email);
  await expect(owner).toBeHidden();
});
