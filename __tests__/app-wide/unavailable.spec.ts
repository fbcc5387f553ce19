import { withoutCore } from '../support/browser/core.ts';
import { expect, test } from '../support/browser/test.ts';

test('without a core the account page is a 503 that says so, and its retry leads back', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 503/);
  await signedIn.context.cookies();
  await withoutCore(async () => {
    const response = await page.goto('/account?x=1');
    expect(response?.status()).toBe(503);
    expect(response?.headers()['retry-after']).toMatch(/^\d+$/);
    expect(response?.headers()['cache-control']).toContain('no-store');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
  await page.getByRole('link', { name: /try again/i }).click();
  await page.waitForURL('**/account?x=1');
  await expect(page.getByText(signedIn.account.email).first()).toBeVisible();
});

test('without a core an expired token ends in a 503 too, not in a loop and not at the login form', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 503/);
  await signedIn.expire();
  await withoutCore(async () => {
    const response = await page.goto('/session');
    expect(response?.status()).toBe(503);
  });
  await page.goto('/session');
  await expect(page).toHaveURL(/\/session$/);
});
