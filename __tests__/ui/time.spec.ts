import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

test.use({ timezoneId: 'Asia/Tokyo' });

test('times are in the time zone of the browser in the first HTML after the sign-in', async ({ page }) => {
  await page.goto('/auth');
  await new LoginWidget(page).signUp(newAccount());
  await page.waitForURL(/\/session$/);
  const html = await (await page.request.get('/account')).text();
  expect(html).toMatch(/ at \d\d:\d\d:\d\d GMT\+9/);
  expect(html).not.toContain('UTC');
  await page.goto('/account');
  await expect(page.getByText('just now').first()).toBeVisible();
});
