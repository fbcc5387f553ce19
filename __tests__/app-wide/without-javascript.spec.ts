import { pagePaths } from '../../config/areas.ts';
import { signOut } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

test.use({ javaScriptEnabled: false });

test('landing page, sign-in page and not-found page are readable', async ({ page, quietConsole }) => {
  quietConsole.allow(/status of 404.*no-such/);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/auth');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.goto('/auth/reset-password');
  await expect(page.getByRole('button', { name: 'Send reset link' })).toBeVisible();
  for (const path of ['/no-such-page', '/auth/no-such-screen']) {
    const missing = await page.goto(path);
    expect(missing?.status()).toBe(404);
    expect(new URL(page.url()).pathname).toBe(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  }
});

test('protected pages are complete in the HTML', async ({ page, signedIn }) => {
  for (const path of pagePaths('signed-in')) {
    const response = await page.goto(path);
    expect([path, response?.status()]).toEqual([new URL(page.url()).pathname, 200]);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.goto('/session');
  await expect(page.getByRole('table')).toBeVisible();
  await page.goto('/account');
  await expect(page.getByRole('main').getByText(signedIn.account.email).first()).toBeVisible();
});

for (const token of ['fresh', 'expired'] as const) {
  test(`sign-out works with a token that is ${token}`, async ({ page, signedIn, context }) => {
    await page.goto('/session');
    if (token === 'expired') await signedIn.expire();
    await signOut(page);
    await page.waitForURL((url) => url.pathname !== '/session');
    expect(
      (await context.cookies()).filter(({ name }) => /^s(Access|Refresh|Front)Token$/.test(name)),
    ).toEqual([]);
    await page.goto('/session');
    await expect(page).toHaveURL(/\/auth\?/);
  });
}
