import type { Page } from '@playwright/test';
import { SeparateFrontEnd } from '../support/browser/frontEnd.ts';
import type { FrontEndPage } from '../support/browser/frontEndPage.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';

declare global {
  interface Window {
    frontEnd: FrontEndPage;
  }
}

test.use({ ignoreHTTPSErrors: true });

let site: SeparateFrontEnd;
test.beforeAll(async () => {
  site = await SeparateFrontEnd.start(process.env.E2E_CORE_URL ?? '');
});
test.afterAll(() => site.close());

const userOf = (page: Page) => page.evaluate((api) => window.frontEnd.user(api), site.api);

async function signUp(page: Page): Promise<void> {
  await page.goto(site.origin);
  await page.evaluate((api) => window.frontEnd.start(api), site.api);
  const { email, password } = newAccount();
  expect(await page.evaluate(([e, p]) => window.frontEnd.signUp(e, p), [email, password] as const)).toBe(
    'OK',
  );
}

test('signs up, is recognized, refreshes and signs out across sites', async ({
  page,
  context,
  quietConsole,
}) => {
  quietConsole.allow(/status of 401/);
  await signUp(page);
  expect((await userOf(page)).status).toBe(200);

  const cookies = (await context.cookies()).filter(({ domain }) => domain === new URL(site.api).hostname);
  expect(cookies.length).toBeGreaterThan(1);
  for (const cookie of cookies)
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'None' });

  expect(await page.evaluate(() => window.frontEnd.refresh())).toBe(true);
  expect((await userOf(page)).status).toBe(200);
  await page.evaluate(() => window.frontEnd.signOut());
  expect((await userOf(page)).status).toBe(401);
});

test('pages of other sites can neither read nor write on behalf of the user', async ({
  page,
  quietConsole,
}) => {
  // The server of these functions has no files of the site.
  quietConsole.allow(/CORS policy|ERR_FAILED|status of 40[13]|\.(?:css|svg)\)$/);
  await signUp(page);

  const evil = await page.context().newPage();
  await evil.goto(site.otherSite);
  const read = await evil.evaluate(
    (api) =>
      fetch(`${api}/.netlify/functions/user`, { credentials: 'include' }).then(
        () => 'read',
        () => 'blocked',
      ),
    site.api,
  );
  expect(read).toBe('blocked');

  const signOut = `${site.api}/.netlify/functions/auth/signout`;
  const posted = evil.waitForResponse(signOut);
  await evil.evaluate((action) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action });
    document.body.append(form);
    form.submit();
  }, signOut);
  expect((await posted).status()).toBe(403);
  const signIn = evil.getByRole('link', { name: 'Back to sign-in' });
  await expect(signIn).toHaveAttribute('href', `${site.origin}/auth`);
  expect((await userOf(page)).status).toBe(200);
});
