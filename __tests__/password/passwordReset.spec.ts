import { linkIn } from '../support/readMail.ts';
import { expectAccessible, expectAccessibleLayout } from '../support/browser/accessible.ts';
import { readMail } from '../support/browser/mail.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget, widgetOf } from '../support/browser/widget.ts';
import { pressByKey, typeByKey } from '../support/browser/keyboard.ts';

const NEW_PASSWORD = 'a new horse 8 battery';

test('a mailed link sets a new password, and the old one stops working', async ({
  page,
  context,
  signedIn,
}) => {
  const { email } = signedIn.account;
  await context.clearCookies();
  await page.goto('/account/delete');
  await widgetOf(page).getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await widgetOf(page).getByRole('link', { name: 'Back to sign in' }).click();
  await expect(page).toHaveURL('/auth?redirectToPath=%2Faccount%2Fdelete');
  await widgetOf(page).getByRole('link', { name: 'Forgot your password?' }).click();
  await expectAccessible(page);
  await widgetOf(page).getByLabel('Email').fill(email);
  await widgetOf(page).getByRole('button', { name: 'Send reset link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
  await expect(page.getByText(`If there is an account for ${email}`)).toBeVisible();
  await expectAccessible(page);

  const link = linkIn(await readMail(email, 'Reset your password'));
  expect(new URL(link).origin).toBe(new URL(page.url()).origin);
  await page.goto(link);
  const owner = page.locator('form input[autocomplete="username"]');
  await expect(owner).toHaveValue(email);
  await expect(owner).toBeHidden();
  await expect(page.locator('form input[autocomplete="new-password"]')).toHaveCount(2);
  await expectAccessible(page);
  await widgetOf(page).getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await widgetOf(page).getByLabel('Confirm new password').fill('another one 9');
  await widgetOf(page).getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText("The passwords don't match.")).toBeVisible();
  await widgetOf(page).getByLabel('Confirm new password').fill(NEW_PASSWORD);
  await widgetOf(page).getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('heading', { name: 'Your password has been changed' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Sign in' }).last().click();
  const widget = new LoginWidget(page);
  await widget.signIn(signedIn.account);
  await expect(page.getByRole('alert').filter({ hasText: 'Wrong email or password.' })).toBeVisible();
  await widget.signIn({ email, password: NEW_PASSWORD });
  await page.waitForURL('**/account/delete');
});

test('a used link is refused with a message and a link to request another one', async ({
  page,
  signedIn,
}) => {
  const { email } = signedIn.account;
  await signedIn.context.request.post('/.netlify/functions/auth/user/password/reset/token', {
    data: { formFields: [{ id: 'email', value: email }] },
  });
  const link = linkIn(await readMail(email));
  const token = new URL(link).searchParams.get('token');
  const formFields = [{ id: 'password', value: NEW_PASSWORD }];
  await signedIn.context.request.post('/.netlify/functions/auth/user/password/reset', {
    data: { method: 'token', token, formFields },
  });
  await page.goto(link);
  await widgetOf(page).getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await widgetOf(page).getByLabel('Confirm new password').fill(NEW_PASSWORD);
  await widgetOf(page).getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'This link has been used' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Request another link' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
});

test('an unknown address gets the same response', async ({ page }) => {
  const { email } = newAccount();
  await page.goto('/auth/reset-password');
  await widgetOf(page).getByLabel('Email').fill(email);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`If there is an account for ${email}`)).toBeVisible();
  await widgetOf(page).getByRole('button', { name: 'Send again' }).press('Enter');
  await expect(widgetOf(page).getByLabel('Email')).toBeVisible();
});

test('a link without a valid address has no username field', async ({ page }) => {
  for (const fragment of ['', '#mailedTo=', '#mailedTo=%3Cb%3E', '#top', '#mailedTo=%00%FF']) {
    await page.goto('about:blank');
    await page.goto(`/auth/reset-password?token=t&tenantId=public${fragment}`);
    await expect(widgetOf(page).getByLabel('New password', { exact: true })).toBeVisible();
    await expect(page.locator('input[autocomplete="username"]')).toHaveCount(0);
  }
});

test('the page of a reset link sends its URL nowhere', async ({ page }) => {
  const referrers: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (!request.isNavigationRequest()) referrers.push(request.headers().referer);
  });
  await page.goto('/auth/reset-password?token=a-secret-token&tenantId=public');
  await expect(widgetOf(page).getByRole('button', { name: 'Change password' })).toBeVisible();
  expect(referrers.length).toBeGreaterThan(0);
  expect(referrers.filter((referrer) => referrer?.includes('a-secret-token'))).toEqual([]);
});

test('the reset screens have no accessibility violation and do not scroll sideways', async ({ page }) => {
  for (const query of ['', '?token=t&tenantId=public']) {
    await page.goto(`/auth/reset-password${query}`);
    await expect(
      widgetOf(page).getByRole('button', { name: /Send reset link|Change password/ }),
    ).toBeVisible();
    await expectAccessibleLayout(page);
  }
});

test('a forgotten password is reset by keyboard alone', async ({ page, context, signedIn }) => {
  const { email } = signedIn.account;
  await context.clearCookies();
  await page.goto('/auth');
  await pressByKey(widgetOf(page).getByRole('link', { name: 'Forgot your password?' }));
  await typeByKey(widgetOf(page).getByLabel('Email'), email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
  await page.goto(linkIn(await readMail(email, 'Reset your password')));
  await typeByKey(widgetOf(page).getByLabel('New password', { exact: true }), NEW_PASSWORD);
  const confirmation = widgetOf(page).getByLabel('Confirm new password');
  await typeByKey(confirmation, 'another one 9');
  await page.keyboard.press('Enter');
  await expect(page.getByText("The passwords don't match.")).toBeVisible();
  await expect(confirmation).toBeFocused();
  await typeByKey(confirmation, NEW_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your password has been changed' })).toBeVisible();
  await pressByKey(page.getByRole('link', { name: 'Sign in' }).last());
  const widget = new LoginWidget(page);
  await typeByKey(widget.email, email);
  await typeByKey(widget.password, NEW_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/session');
});
