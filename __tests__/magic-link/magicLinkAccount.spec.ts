import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { AnotherFront } from '../support/browser/anotherFront.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { readMail } from '../support/browser/mail.ts';
import { expect, test } from '../support/browser/test.ts';
import { linkIn } from '../support/readMail.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { enterCode, linkField, requestLink } from '../support/browser/magicLinkPages.ts';

/** Signs in with a code, from a page behind the sign-in or the sign-in page itself. */
async function signInByMail(page: Page, path: string, email = uniqueEmail()): Promise<string> {
  await page.goto(path);
  await enterCode(page, (await requestLink(page, email)).code);
  return email;
}

withAndWithoutJavaScript(() => {
  test('a user without a password sees what they can change, and changes their address', async ({ page }) => {
    const before = await signInByMail(page, '/account/password');
    await expect(page.getByText('Your account has no password')).toBeVisible();
    await expect(page.getByLabel(/password/i)).toBeHidden();
    await page.goto('/account/email');
    await expect(page.getByRole('main').getByText(before)).toBeVisible();
    await expect(page.getByLabel('Password')).toBeHidden();
    const email = uniqueEmail();
    await page.getByLabel('New email').fill(email);
    await page.getByRole('button', { name: 'Change email' }).click();
    await expect(page.getByRole('status').filter({ hasText: `We sent a link to ${email}` })).toBeVisible();
    await page.goto(linkIn(await readMail(email, 'Confirm')));
    await page.getByRole('button', { name: 'Confirm email' }).click();
    await expect(page.getByText(`Your email is now ${email}`)).toBeVisible();
    await page.goto('/account');
    await expect(page.getByText(`Email link for ${email}`)).toBeVisible();
  });

  test('a user without a password deletes their account', async ({ page }) => {
    await signInByMail(page, '/account/delete');
    await expect(page.getByLabel('Password')).toBeHidden();
    await page.getByLabel('Type “delete my account”').fill('delete my account');
    await page.getByRole('button', { name: 'Delete account' }).click();
    await expect(page).toHaveURL(/\/account-deleted$/);
  });
});

test.describe('where links by email are the only way to sign in', () => {
  let front: AnotherFront;
  test.beforeAll(async () => {
    front = await AnotherFront.start({ SIGN_IN_METHODS: 'email' });
  });
  test.afterAll(() => front.stop());

  test('the sign-in page has no form for passwords, and says what is wrong', async ({ page }) => {
    await page.goto(`${front.url}/auth`);
    await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
    await expect(page.getByLabel('Password')).toBeHidden();
    await expectAccessibleLayout(page);
    await linkField(page).fill('name@example');
    await page.getByRole('button', { name: 'Email me a link' }).click();
    await expect(linkField(page)).toHaveAccessibleDescription(/^Enter a valid email address for the link/);
    await expectAccessibleLayout(page);
  });

  test('a user signs in, and the routes for passwords are closed', async ({ page, context }) => {
    await signInByMail(page, `${front.url}/account`);
    await expect(page).toHaveURL(`${front.url}/account`);
    for (const path of ['signin', 'signup', 'user/password/reset/token']) {
      const url = `${front.url}/.netlify/functions/auth/${path}`;
      expect((await context.request.post(url, { data: { formFields: [] } })).status()).toBe(404);
    }
  });
});
