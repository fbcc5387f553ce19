import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

test('the forms of the server stay if the code of the widget does not load', async ({
  page,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED|Failed to load/);
  await page.goto('/session');
  const loaded = new Set<string>();
  page.on('request', (request) => loaded.add(request.url()));
  await page.goto('/auth');
  await expect(new LoginWidget(page).email).toBeVisible();
  const atFirst = await page
    .locator('script[src]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('src')));
  const html = await (await page.request.get('/auth')).text();
  const later = [...loaded].filter((url) => url.endsWith('.js') && !html.includes(new URL(url).pathname));
  expect(atFirst.length + later.length).toBeGreaterThan(atFirst.length);
  for (const url of later) await page.route(url, (route) => route.abort());
  await page.goto('/auth');
  await page.waitForLoadState('networkidle');
  await expect(page.locator('form[method="post"]').getByLabel('Password')).toBeEditable();
  await page.goto('/auth/reset-password');
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Email').fill('none@example.com');
  await page.getByRole('button', { name: 'Send reset link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible();
  for (const url of later) await page.unroute(url);
  await page.goto('/auth');
  await expect(new LoginWidget(page).email).toBeVisible();
});

for (const store of ['localStorage', 'sessionStorage']) {
  test(`with ${store} that throws, a form is shown`, async ({ page, quietConsole }) => {
    quietConsole.allow(/storage is off/);
    await page.addInitScript((name) => {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('storage is off', 'SecurityError');
        },
      });
    }, store);
    await page.goto('/auth');
    await page.waitForLoadState('networkidle');
    await expect(page.getByLabel('Password').first()).toBeEditable();
  });
}

test('the fragment of the requested page survives sign-in', async ({ page }) => {
  await page.goto('/account?a=1#this-session');
  await expect(page).toHaveURL(/\/auth\?/);
  await new LoginWidget(page).signUp(newAccount());
  await page.waitForURL('**/account?a=1#this-session');
});
