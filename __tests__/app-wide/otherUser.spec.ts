import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { heading, problem, signOut } from '../support/browser/locators.ts';
import { expect, test, signUpAnother } from '../support/browser/test.ts';

const CHANGED = 'Another account is now signed in in this browser';

withAndWithoutJavaScript((javaScriptEnabled) => {
  test('a form of one user does not rename another user', async ({ page, signedIn }) => {
    expect(signedIn.account.email).not.toBe('');
    await page.goto('/account');
    const other = await signUpAnother(page.context());
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('Ada');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(problem(page, CHANGED)).toBeVisible();
    if (javaScriptEnabled) {
      await expect(name).toHaveValue('Ada');
      await page.getByRole('button', { name: 'Reload the page' }).click();
    }
    await expect(page.getByText(`Password for ${other.email}`)).toBeVisible();
    await expect(name).toHaveValue('');
  });

  test('sessions, mail and deletion are refused, too', async ({ page, signedIn }) => {
    const { password } = signedIn.account;
    await page.goto('/account/delete');
    await signUpAnother(page.context());
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Type “delete my account”').fill('delete my account');
    await page.getByRole('button', { name: 'Delete account' }).click();
    await expect(problem(page, CHANGED)).toBeVisible();
    await page.goto('/account');
    await signUpAnother(page.context());
    await page.getByRole('button', { name: 'Send verification email' }).click();
    await expect(problem(page, CHANGED)).toBeVisible();
    expect(await signedIn.canSignIn()).toBe(true);
  });

  test('the sign-out button of one user does not sign out another user', async ({
    page,
    signedIn,
    quietConsole,
  }) => {
    quietConsole.allow(/status of 409/);
    expect(signedIn.account.email).not.toBe('');
    await page.goto('/session');
    const other = await signUpAnother(page.context());
    await signOut(page);
    await expect(heading(page)).toHaveText('Another account is signed in now');
    await page.goto('/account');
    await expect(page.getByText(`Password for ${other.email}`)).toBeVisible();
  });
});
