import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget, widgetOf } from '../support/browser/widget.ts';
import { pressByKey, typeByKey } from '../support/browser/keyboard.ts';

test('a user signs up in the widget and sees their session in the HTML of the page', async ({
  page,
  context,
}) => {
  const account = newAccount();
  await page.goto('/');
  await page
    .getByRole('link', { name: /sign in/i })
    .first()
    .click();
  await new LoginWidget(page).signUp(account);
  await page.waitForURL('**/session');

  const html = await (await context.request.get('/session')).text();
  const user = (await (await context.request.get('/.netlify/functions/user')).json()) as Record<
    string,
    string
  >;
  expect(html).toContain(user.userId);
  expect(html).toContain(user.sessionHandle);

  await page.reload();
  await expect(page.getByText(user.sessionHandle ?? '').first()).toBeVisible();
});

test('a wrong password shows an error in the form, and the correct one then works', async ({
  page,
  signedIn,
  context,
}) => {
  await context.clearCookies();
  await page.goto('/auth');
  const widget = new LoginWidget(page);
  await widget.signIn({ ...signedIn.account, password: 'wrong horse 7 battery' });
  await expect(page.getByRole('alert').filter({ hasText: 'Wrong email or password.' })).toBeVisible();
  await widget.signIn(signedIn.account);
  await page.waitForURL('**/session');
});

test('after sign-in the user is redirected to the requested page, with its query', async ({
  page,
  signedIn,
  context,
}) => {
  await context.clearCookies();
  await page.goto('/account?from=mail&x=1');
  await expect(page).toHaveURL(/\/auth\?redirectToPath=/);
  await new LoginWidget(page).signIn(signedIn.account);
  await page.waitForURL('**/account?from=mail&x=1');
});

for (const target of [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  // Not even as a path of ours: a login that ends at a 404 is no better.
  'javascript:alert(1)',
  '/%5Cevil.example',
]) {
  test(`redirectToPath=${target} does not leave the site`, async ({ page, signedIn, context }) => {
    await context.clearCookies();
    await page.goto(`/auth?redirectToPath=${encodeURIComponent(target)}`);
    const origin = new URL(page.url()).origin;
    await new LoginWidget(page).signIn(signedIn.account);
    await page.waitForURL((url) => url.pathname !== '/auth');
    expect(page.url()).toBe(`${origin}/session`);
  });
}

test('a signed-in user does not see the sign-in form', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto('/auth');
  await expect(page).toHaveURL(/\/session$/);
});

test('a user signs up, signs out and signs in by keyboard alone', async ({ page }) => {
  const { email, password } = newAccount();
  const widget = new LoginWidget(page);
  await page.goto('/auth');
  await widget.email.waitFor();
  await pressByKey(page.getByRole('button', { name: 'Create an account' }));
  await widgetOf(page).locator('input[autocomplete="new-password"]').waitFor();
  await typeByKey(widget.email, email);
  await typeByKey(widget.password, password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/session');

  await pressByKey(page.getByRole('button', { name: 'Menu', exact: true }));
  await pressByKey(page.getByRole('button', { name: 'Sign out', exact: true }));
  await page.waitForURL('**/auth');
  await widget.email.waitFor();
  await typeByKey(widget.email, email);
  await typeByKey(widget.password, 'wrong horse 7 battery');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Wrong email or password.' })).toBeVisible();
  await expect(widget.password).toBeFocused();
  await typeByKey(widget.password, password);
  await pressByKey(page.getByRole('button', { name: /^sign in$/i }), 'Space');
  await page.waitForURL('**/session');
});
