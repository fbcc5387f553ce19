import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { AnotherFront } from '../support/browser/anotherFront.ts';
import { readMail } from '../support/browser/mail.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { linkIn } from '../support/readMail.ts';

test.describe('where verification is required', () => {
  test.use({ javaScriptEnabled: false });
  let front: AnotherFront;
  test.beforeAll(async () => {
    front = await AnotherFront.start({ EMAIL_VERIFICATION: 'required' });
  });
  test.afterAll(() => front.stop());

  test('a user signs up, verifies the address and reaches their session without JavaScript', async ({
    page,
  }) => {
    const { email, password } = newAccount();
    await page.goto(`${front.url}/auth?show=signup&redirectToPath=${encodeURIComponent('/account?x=1')}`);
    await page.getByLabel('Email', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL(/\/auth\/verify-email/);
    await page.getByRole('button', { name: 'Send verification email' }).click();
    await expect(page.getByRole('status')).toHaveText(/^Email sent\./);
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /another one in \d+ s/ })).toBeVisible();

    const link = linkIn(await readMail(email, 'Verify'));
    await page.goto(link);
    await page.getByRole('button', { name: 'Verify this address' }).click();
    await expect(page.getByRole('heading', { name: 'Your address is verified' })).toBeVisible();
    await page.getByRole('link', { name: 'Continue' }).click();
    await expect(page).toHaveURL(`${front.url}/account?x=1`);
    await page.goto(link);
    await page.getByRole('button', { name: 'Verify this address' }).click();
    await expect(page.getByRole('heading', { name: 'Your address is already verified' })).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a link that is not valid leads to a new one', async ({ page, signedIn }) => {
    await signedIn.context.cookies();
    await page.goto('/auth/verify-email?token=never-sent&tenantId=public');
    await page.getByRole('button', { name: 'Verify this address' }).click();
    await expect(page.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible();
    await page.getByRole('link', { name: 'Send a new link' }).click();
    await expect(page.getByRole('button', { name: 'Send verification email' })).toBeVisible();
  });
});

test('the answers to the forms have no accessibility violation and do not scroll sideways', async ({
  page,
}) => {
  for (const query of ['done=verified', 'done=verified_already', 'formError=link_used&token=t']) {
    await page.goto(`/auth/verify-email?${query}`);
    await expectAccessibleLayout(page);
  }
});
