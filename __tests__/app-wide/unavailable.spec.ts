import { withoutCore } from '../support/browser/core.ts';
import { expect, test } from '../support/browser/test.ts';

test('without a core the account page responds 503 with a link to try again', async ({
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
  await expect(page.getByRole('main').getByText(signedIn.account.email).first()).toBeVisible();
});

test('without a core an expired token leads to a 503, not to a loop or the sign-in page', async ({
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
