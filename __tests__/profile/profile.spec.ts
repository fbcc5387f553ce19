import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { withoutCore } from '../support/browser/core.ts';
import { holdPosts } from '../support/browser/heldPosts.ts';
import { problem } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name' });
const initialsField = (page: Page) => page.getByRole('textbox', { name: 'Initials' });
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();
const initialsCard = (page: Page) => page.locator('main .avatar').first();

withAndWithoutJavaScript((javaScriptEnabled) => {
  test('a user saves a name, sees it on the page and finds it after a reload', async ({ page, signedIn }) => {
    await page.goto('/account');
    await expect(page.getByText(`Password for ${signedIn.account.email}`)).toBeVisible();
    await nameField(page).fill(' Ada  Lovelace');
    await save(page);
    await expect(page.getByRole('status')).toHaveText('Saved.');
    await expect(initialsCard(page)).toHaveText('AL');
    await initialsField(page).fill('xy');
    await save(page);
    await expect(initialsCard(page)).toHaveText('XY');
    await page.goto('/account');
    await expect(nameField(page)).toHaveValue('Ada Lovelace');
    await expect(initialsField(page)).toHaveValue('XY');
    await expect(page.getByRole('main').getByText('Ada Lovelace')).toBeVisible();
  });

  test('the menu shows a changed name at once', async ({ page, signedIn }) => {
    await page.goto('/account');
    const menu = page.locator('#user-menu');
    await expect(menu).toContainText(`Signed in as ${signedIn.account.email}`);
    await nameField(page).fill('Ada Lovelace');
    await save(page);
    await expect(menu).toContainText(`Signed in as Ada Lovelace${signedIn.account.email}`);
    await expect(page.getByRole('banner').locator('.avatar').first()).toHaveText('AL');
    await page.goto('/session');
    await expect(menu).toContainText('Ada Lovelace');
  });

  test('an invalid value is reported at its field, which has the focus, and no entry is lost', async ({
    page,
    signedIn,
  }) => {
    await signedIn.context.cookies();
    await page.goto('/account');
    await nameField(page).fill('Ada');
    await initialsField(page).fill('ABCD');
    await save(page);
    await expect(initialsField(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(initialsField(page)).toHaveAccessibleDescription(/3 characters at most/);
    await expect(initialsField(page)).toBeFocused();
    await expect(nameField(page)).toHaveValue('Ada');
    await expect(initialsField(page)).toHaveValue('ABCD');
    await initialsField(page).fill('A');
    await save(page);
    await expect(page.getByRole('status')).toHaveText('Saved.');
    await expect(initialsField(page)).toHaveAttribute('aria-invalid', 'false');
  });

  test('an expired access token does not interrupt the user', async ({ page, signedIn }) => {
    await page.goto('/account');
    await signedIn.expire();
    await nameField(page).fill('Ada');
    await save(page);
    await expect(page.getByRole('status')).toHaveText('Saved.');
    await page.goto('/account');
    await expect(nameField(page)).toHaveValue('Ada');
  });

  test('a session that was ended elsewhere redirects to the sign-in page', async ({
    page,
    signedIn,
    context,
  }) => {
    await page.goto('/account');
    await signedIn.endElsewhere();
    await nameField(page).fill('Eve');
    await save(page);
    await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount/);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('sAccessToken');
  });

  test('does not claim to have saved while the core is down', async ({ page, signedIn, quietConsole }) => {
    quietConsole.allow(/status of 503/);
    await signedIn.context.cookies();
    await page.goto('/account');
    await nameField(page).fill('Ada');
    if (javaScriptEnabled) {
      await withoutCore(async () => {
        await save(page);
        await expect(page.getByRole('alert').filter({ hasText: 'did not respond' })).toBeVisible();
      });
      await expect(nameField(page)).toHaveValue('Ada');
      await save(page);
      await expect(page.getByRole('status')).toHaveText('Saved.');
    } else {
      await withoutCore(async () => {
        await save(page);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Service temporarily unavailable');
        await expect(page.getByText('check the page before')).toBeVisible();
      });
    }
  });
});

test('what a user has entered is still there when they have signed in again', async ({ page, signedIn }) => {
  await page.goto('/account');
  await signedIn.endElsewhere();
  await nameField(page).fill('Ada');
  await save(page);
  await new LoginWidget(page).signIn(signedIn.account);
  await page.waitForURL('**/account');
  await expect(problem(page, 'Your entries are still here')).toBeVisible();
  await expect(nameField(page)).toHaveValue('Ada');
});

test('no state of the form has an accessibility violation or scrolls sideways', async ({
  page,
  signedIn,
}) => {
  await signedIn.context.cookies();
  await page.goto('/account');
  await nameField(page).fill('W'.repeat(81));
  await save(page);
  await expect(nameField(page)).toHaveAttribute('aria-invalid', 'true');
  await expectAccessibleLayout(page);
  await nameField(page).fill('W'.repeat(80));
  await initialsField(page).fill('WWW');
  await save(page);
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await expectAccessibleLayout(page);
});

test('submitted twice, the form is sent once', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto('/account');
  const posts = await holdPosts(page, '**/account');
  await nameField(page).fill('Ada');
  await save(page);
  // It is marked as disabled, but can still be pressed.
  await page.getByRole('button', { name: 'Saving…' }).click({ force: true });
  posts.release();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  expect(posts.sent()).toBe(1);
});
