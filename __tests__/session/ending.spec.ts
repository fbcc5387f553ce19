import { signOut } from '../support/browser/locators.ts';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

const readable = ['sFrontToken', 'st-last-access-token-update'];

async function signUpInWidget(page: Page) {
  await page.goto('/auth');
  await new LoginWidget(page).signUp(newAccount());
  await page.waitForURL('**/session');
}

/** The widget redirected between /auth and /session endlessly while it assumed a session that had ended. */
async function expectQuietLogin(page: Page, context: BrowserContext) {
  await page.waitForURL(/\/auth(\?|$)/);
  await expect(new LoginWidget(page).email).toBeVisible();
  const navigations: string[] = [];
  page.on('framenavigated', (frame) => navigations.push(frame.url()));
  // The only wait in the suite: it shows that nothing happens.
  await page.waitForTimeout(3_000);
  expect(navigations).toEqual([]);
  await expect(new LoginWidget(page).email).toBeEditable();
  const left = (await context.cookies()).map(({ name }) => name);
  expect(left.filter((name) => readable.includes(name))).toEqual([]);
}

test('signing out on the page ends the session and shows a usable form', async ({ page, context }) => {
  await signUpInWidget(page);
  await signOut(page);
  await page.waitForURL((url) => url.pathname !== '/session');
  await page.goto('/auth');
  await expectQuietLogin(page, context);
  expect((await context.request.get('/.netlify/functions/user')).status()).toBe(401);
});

test('a session that was revoked elsewhere leads to a usable form once its access token has expired', async ({
  page,
  context,
  signedIn,
}) => {
  await signedIn.endElsewhere();
  await signedIn.expire();
  await page.goto('/session');
  await expectQuietLogin(page, context);
});

test('an invalid refresh token leads to a usable form', async ({ page, context, signedIn, baseURL }) => {
  await signedIn.expire();
  const jar = await context.cookies();
  const refresh = jar.find(({ name }) => name === 'sRefreshToken');
  if (refresh) await context.addCookies([{ ...refresh, value: 'garbage' }]);
  await context.addCookies([{ name: 'sFrontToken', value: 'stale', url: baseURL }]);
  await page.goto('/session');
  await expectQuietLogin(page, context);
});

test('an unreadable access token goes to the refresh hop, not to the sign-in form', async ({
  page,
  context,
  signedIn,
}) => {
  const token = (await signedIn.context.cookies()).find(({ name }) => name === 'sAccessToken');
  if (token) await context.addCookies([{ ...token, value: 'garbage' }]);
  await page.goto('/session');
  await expect(page).toHaveURL(/\/session$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
