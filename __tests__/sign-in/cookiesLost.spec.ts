import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

const NOTICE = 'This browser did not keep the sign-in cookie.';

test('a browser without cookies shows a notice before the user types', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDocumentCookieDisabled', { disabled: true });
  await page.goto('/auth');
  await expect(page.getByText(NOTICE)).toBeVisible();
});

test('a browser with cookies shows no notice', async ({ page, context }) => {
  await page.goto('/auth');
  await expect(new LoginWidget(page).email).toBeVisible();
  await expect(page.getByText(NOTICE)).toBeHidden();
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('cookieTest');
});

test('a user who signs up and comes back without the access token is told why', async ({ page, context }) => {
  // As a browser does with a cookie of more than 4096 bytes.
  await page.route('**/auth/signup', async (route) => {
    const response = await route.fetch();
    await context.clearCookies({ name: 'sAccessToken' });
    const headers = response.headers();
    delete headers['set-cookie'];
    await route.fulfill({ response, headers });
  });
  await page.goto('/auth');
  await new LoginWidget(page).signUp(newAccount());
  await expect(page).toHaveURL(/\/auth\?.*cookiesLost=1/);
  await expect(page.getByText(NOTICE)).toBeVisible();
});

test('the notice from the server needs no script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(baseURL !== undefined && { baseURL }),
  });
  const page = await context.newPage();
  await page.goto('/auth?redirectToPath=%2Fsession&cookiesLost=1');
  await expect(page.getByText(NOTICE)).toBeVisible();
  await context.close();
});
