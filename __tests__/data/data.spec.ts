import { readFileSync } from 'node:fs';
import { FIREFOX } from '../support/userAgents.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { withoutCore } from '../support/browser/core.ts';
import { heading } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

const PAGE = '/account/delete';

withAndWithoutJavaScript(() => {
  for (const token of ['fresh', 'expired'] as const) {
    test(`downloads all data as a file, with a token that is ${token}`, async ({ page, signedIn }) => {
      await signedIn.elsewhere(FIREFOX);
      await page.goto('/account');
      await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('status')).toHaveText('Saved.');
      await page.goto(PAGE);
      if (token === 'expired') await signedIn.expire();
      const starting = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download data' }).click();
      const download = await starting;
      expect(download.suggestedFilename()).toMatch(/^account-data-\d{4}-\d\d-\d\d\.json$/);
      const text = readFileSync(await download.path(), 'utf8');
      expect(JSON.parse(text)).toMatchObject({
        user: { emails: [signedIn.account.email], loginMethods: [{ recipeId: 'emailpassword' }] },
        metadata: { name: 'Ada Lovelace' },
        roles: [{ tenantId: 'public', roles: [] }],
        sessions: [{}, {}],
        activity: expect.any(Object),
      });
      expect(text).toContain('Firefox 140');
      expect(text.split('\n').length).toBeGreaterThan(20);
      await expect(heading(page)).toHaveText('Your data');
    });
  }
});

test('the file is private, not cached, and for its owner only', async ({ signedIn, context, browser }) => {
  const response = await context.request.get('/account/data');
  expect(response.status()).toBe(200);
  expect(response.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; filename="account-data-/),
    'x-content-type-options': 'nosniff',
  });
  const signedOut = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
  const refused = await signedOut.request.get('/account/data', { maxRedirects: 0 });
  expect([refused.status(), refused.headers().location]).toEqual([
    307,
    '/auth?redirectToPath=%2Faccount%2Fdelete',
  ]);
  expect(refused.headers()['cache-control']).toBe('private, no-store');
  await signedOut.close();
  await signedIn.endElsewhere();
  const ended = await context.request.get('/account/data', { maxRedirects: 0 });
  expect(ended.headers().location).toContain('/session/refresh/navigate?redirectTo=%2Faccount%2Fdata');
  expect(ended.headers()['cache-control']).toMatch(/no-store/);
});

test('while the core is down, shows an error page instead of a file', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 503/);
  await signedIn.context.cookies();
  await page.goto(PAGE);
  await withoutCore(async () => {
    await page.getByRole('link', { name: 'Download data' }).click();
    await expect(heading(page)).toHaveText('Service temporarily unavailable');
  });
});
