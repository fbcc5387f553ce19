import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { readMail } from '../support/browser/mail.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { linkIn } from '../support/readMail.ts';

const NEW_PASSWORD = 'a new horse 8 battery';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a mailed link sets a new password, and the user signs in with it', async ({
    page,
    context,
    signedIn,
  }) => {
    const { email } = signedIn.account;
    await context.clearCookies();
    await page.goto('/account/delete');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('link', { name: 'Back to sign in' }).click();
    await expect(page).toHaveURL('/auth?redirectToPath=%2Faccount%2Fdelete');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('Email').fill(email);
    await page.getByRole('button', { name: 'Send reset link' }).click();
    await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
    await expect(page.getByText(`If there is an account for ${email}`)).toBeVisible();

    await page.goto(linkIn(await readMail(email, 'Reset your password')));
    await page.getByLabel('New password', { exact: true }).fill('short');
    await page.getByLabel('Confirm new password').fill('short');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByLabel('New password', { exact: true })).toHaveAccessibleDescription(
      /does not follow the rules/,
    );
    await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByLabel('Confirm new password').fill('another one 9');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByLabel('Confirm new password')).toHaveAccessibleDescription(
      "The passwords don't match.",
    );
    await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByLabel('Confirm new password').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByRole('heading', { name: 'Your password has been changed' })).toBeVisible();

    await page.getByRole('link', { name: 'Sign in' }).last().click();
    await page.getByLabel('Email', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/account/delete');
  });

  test('a link cannot put text on the page', async ({ page }) => {
    await page.goto('/auth/reset-password?formError=Call%20us&done=Hello&wait=now');
    await expect(page.getByRole('button', { name: 'Send reset link' })).toBeVisible();
    await expect(page.getByText(/Call us|Hello/)).toHaveCount(0);
  });
});

const ANSWERS = [
  'formError=email_invalid',
  'formError=link_used&token=t',
  'formError=passwords_differ&token=t',
];

test('the answers to the forms have no accessibility violation and do not scroll sideways', async ({
  page,
}) => {
  for (const query of [...ANSWERS, 'done=reset_requested', 'done=password_changed']) {
    await page.goto(`/auth/reset-password?${query}`);
    await expectAccessibleLayout(page);
  }
});

test('the answer to a form stays although the widget could replace it', async ({ page }) => {
  const { email } = newAccount();
  await page.goto('/auth/reset-password?formError=email_invalid');
  await page.waitForLoadState('networkidle');
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/Enter a valid email address/);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send reset link' }).click();
  await expect(page.getByText(`If there is an account for ${email}`)).toBeVisible();
});
