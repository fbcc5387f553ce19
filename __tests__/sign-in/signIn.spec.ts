import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

test('somebody signs up in the widget and reads their session in the HTML of the page', async ({
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

test('a wrong password is told in the form, and the right one then works', async ({
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

test('after signing in one is back where one wanted to go, query included', async ({
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
  test(`redirectToPath=${target} does not lead away`, async ({ page, signedIn, context }) => {
    await context.clearCookies();
    await page.goto(`/auth?redirectToPath=${encodeURIComponent(target)}`);
    const origin = new URL(page.url()).origin;
    await new LoginWidget(page).signIn(signedIn.account);
    await page.waitForURL((url) => url.pathname !== '/auth');
    expect(page.url()).toBe(`${origin}/session`);
  });
}

test('who is signed in does not see the login form', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto('/auth');
  await expect(page).toHaveURL(/\/session$/);
});
