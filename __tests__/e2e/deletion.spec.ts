import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts';
import { withoutCore } from './support/core.ts';
import { callsSoFar } from './support/functionLog.ts';
import { readMail } from './support/mail.ts';
import { expect, test } from './support/test.ts';
import { LoginWidget } from './support/widget.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const DELETING = { route: 'account/deletion', method: 'POST' };
const PAGE = '/account/delete';
const WORDS = 'delete my account';

const password = (page: Page) => page.getByLabel('Your password', { exact: true });
const confirmation = (page: Page) => page.getByLabel(`Type “${WORDS}”`);
const send = (page: Page) => page.getByRole('button', { name: 'Delete my account' });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const problem = (page: Page, words: RegExp | string) => page.getByRole('alert').filter({ hasText: words });

async function fill(page: Page, typed: string, words = WORDS): Promise<void> {
  await password(page).fill(typed);
  await confirmation(page).fill(words);
}

async function expectDeleted(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/account-deleted$/);
  await expect(heading(page)).toHaveText('Your account is deleted');
}

async function isThere(
  context: BrowserContext,
  account: { email: string; password: string },
): Promise<boolean> {
  const browser = context.browser();
  if (browser === null) throw new Error('the context has no browser');
  const other = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
  const formFields = Object.entries(account).map(([id, value]) => ({ id, value }));
  const response = await other.request.post('/.netlify/functions/auth/signin', { data: { formFields } });
  const { status } = (await response.json()) as { status: string };
  await other.close();
  return status === 'OK';
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('somebody deletes her account, and nothing is left: not here, not elsewhere, not in the browser', async ({
      page,
      signedIn,
      context,
      baseURL,
    }) => {
      const { account } = signedIn;
      const firefox = await signedIn.elsewhere(FIREFOX);
      for (const name of ['sFrontToken', 'st-last-access-token-update'])
        await context.addCookies([{ name, value: 'x', url: baseURL }]);
      await page.goto('/account');
      await page.getByRole('link', { name: 'Your data' }).click();
      await expect(heading(page)).toHaveText('Your data');
      await fill(page, account.password);
      await send(page).click();
      await expectDeleted(page);
      await expect(page.getByText('A mail is on its way')).toBeVisible();
      expect(await context.cookies()).toEqual([]);
      expect((await firefox.request.get('/.netlify/functions/sessions')).status()).toBe(401);
      expect(await isThere(context, account)).toBe(false);
      expect((await readMail(account.email, 'Your account is deleted')).text).toContain('Nobody can sign in');
      await page.goto('/account');
      await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount$/);
      await page.goto('/account-deleted');
      await page.getByRole('link', { name: 'Create another account' }).click();
      await expect(page).toHaveURL(/\/auth\?show=signup$/);
    });

    test('what is wrong is told at its field, which has the focus; the password comes not back', async ({
      page,
      signedIn,
      context,
    }) => {
      const { account } = signedIn;
      await page.goto(PAGE);
      await fill(page, 'wrong horse 1');
      await send(page).click();
      await expect(password(page)).toHaveAccessibleDescription('That is not your password.');
      await expect(password(page)).toBeFocused();
      await expect(password(page)).toHaveValue('');
      await expect(confirmation(page)).toHaveValue(WORDS);
      await fill(page, account.password, 'yes');
      await send(page).click();
      await expect(confirmation(page)).toHaveAccessibleDescription(/Type the words “delete my account”/);
      await expect(confirmation(page)).toBeFocused();
      expect((await page.content()) + page.url()).not.toContain(account.password);
      expect(await isThere(context, account)).toBe(true);
      await fill(page, account.password, ' Delete my account');
      await send(page).click();
      await expectDeleted(page);
    });

    test('with a token that has just run out it is deleted once, and nobody notices', async ({
      page,
      signedIn,
      context,
    }) => {
      await page.goto(PAGE);
      const before = callsSoFar(DELETING);
      await signedIn.expire();
      await fill(page, signedIn.account.password);
      await send(page).click();
      await expectDeleted(page);
      expect(callsSoFar(DELETING) - before).toBe(1);
      expect(await context.cookies()).toEqual([]);
    });

    test('sent again by the same browser before it has heard of it, it is done and says so', async ({
      page,
      signedIn,
      context,
    }) => {
      const second = await context.newPage();
      for (const tab of [page, second]) {
        await tab.goto(PAGE);
        await fill(tab, signedIn.account.password);
      }
      const jar = await context.cookies();
      await send(page).click();
      await expectDeleted(page);
      await context.addCookies(jar);
      await send(second).click();
      await expectDeleted(second);
      expect(await context.cookies()).toEqual([]);
    });

    test('in a second tab, later on, it leads to the login page', async ({ page, signedIn, context }) => {
      const second = await context.newPage();
      for (const tab of [page, second]) {
        await tab.goto(PAGE);
        await fill(tab, signedIn.account.password);
      }
      await send(page).click();
      await expectDeleted(page);
      await send(second).click();
      await expect(second).toHaveURL(/\/auth\?redirectToPath=%2Faccount%2Fdelete$/);
    });

    test('a session that was ended elsewhere deletes nothing and leads to the login page', async ({
      page,
      signedIn,
      context,
    }) => {
      await page.goto(PAGE);
      await signedIn.endElsewhere();
      await fill(page, signedIn.account.password);
      await send(page).click();
      await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount%2Fdelete/);
      expect(await isThere(context, signedIn.account)).toBe(true);
    });

    for (const token of ['fresh', 'expired'] as const) {
      test(`everything is downloaded as a file, with a token that is ${token}`, async ({
        page,
        signedIn,
      }) => {
        await signedIn.elsewhere(FIREFOX);
        await page.goto('/account');
        await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace');
        await page.getByRole('button', { name: 'Save' }).click();
        await expect(page.getByRole('status')).toHaveText('Saved.');
        await page.goto(PAGE);
        if (token === 'expired') await signedIn.expire();
        const starting = page.waitForEvent('download');
        await page.getByRole('link', { name: 'Download my data' }).click();
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
}

test('the file is private, is kept nowhere, and is for its owner alone', async ({
  signedIn,
  context,
  browser,
}) => {
  const response = await context.request.get('/account/data');
  expect(response.status()).toBe(200);
  expect(response.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; filename="account-data-/),
    'x-content-type-options': 'nosniff',
  });
  const nobody = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
  const refused = await nobody.request.get('/account/data', { maxRedirects: 0 });
  expect([refused.status(), refused.headers().location]).toEqual([
    307,
    '/auth?redirectToPath=%2Faccount%2Fdata',
  ]);
  expect(refused.headers()['cache-control']).toBe('private, no-store');
  await nobody.close();
  await signedIn.endElsewhere();
  const ended = await context.request.get('/account/data', { maxRedirects: 0 });
  expect(ended.headers().location).toContain('/session/refresh/navigate?redirectTo=%2Faccount%2Fdata');
  expect(ended.headers()['cache-control']).toMatch(/no-store/);
});

test('while the core is down there is a page that says so, and no file', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 503/);
  await signedIn.context.cookies();
  await page.goto(PAGE);
  await withoutCore(async () => {
    await page.getByRole('link', { name: 'Download my data' }).click();
    await expect(heading(page)).toHaveText('The lock is not answering');
  });
});

test('nothing is claimed to be deleted while the core is down', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 503/);
  await page.goto(PAGE);
  await withoutCore(async () => {
    await fill(page, signedIn.account.password);
    await send(page).click();
    await expect(problem(page, 'did not answer')).toBeVisible();
  });
  await fill(page, signedIn.account.password);
  await send(page).click();
  await expectDeleted(page);
});

test('after it, the login page is quiet and takes the address again', async ({ page, signedIn }) => {
  await page.goto('/auth');
  await page.goto(PAGE);
  await fill(page, signedIn.account.password);
  await send(page).click();
  await expectDeleted(page);
  await page.goto('/auth');
  await new LoginWidget(page).signUp(signedIn.account);
  await page.waitForURL('**/session');
});

test('pressed twice, the form is sent once', async ({ page, signedIn }) => {
  await page.goto(PAGE);
  let sent = 0;
  const { promise: held, resolve: letGo } = Promise.withResolvers<undefined>();
  await page.route(`**${PAGE}`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    await held;
    await route.continue();
  });
  await fill(page, signedIn.account.password);
  await send(page).click();
  await page.getByRole('button', { name: 'Deleting…' }).click({ force: true });
  letGo(undefined);
  await expectDeleted(page);
  expect(sent).toBe(1);
});

test('a form of another site deletes nothing', async ({ page, signedIn, context, quietConsole }) => {
  quietConsole.allow(/./);
  await page.goto(PAGE);
  const fields = await page
    .locator('main form input[type=hidden]')
    .evaluateAll((inputs) =>
      inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value]),
    );
  expect(fields.length).toBeGreaterThan(0);
  const before = callsSoFar(DELETING);
  const senders: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
  ];
  for (const headers of senders) {
    const response = await context.request.post(PAGE, {
      headers,
      maxRedirects: 0,
      multipart: Object.fromEntries([
        ...fields,
        ['password', signedIn.account.password],
        ['confirmation', WORDS],
      ]) as Record<string, string>,
    });
    expect(response.headers().location).toBeUndefined();
  }
  expect(callsSoFar(DELETING)).toBe(before);
  expect(await isThere(context, signedIn.account)).toBe(true);
});

test('whoever still has an account is not told that it is deleted', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto('/account-deleted');
  await expect(page).toHaveURL(/\/session$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test('every state of the page, and the one after it, has no violation and does not scroll sideways', async ({
        page,
        signedIn,
      }) => {
        const look = async () => {
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        };
        await page.goto(PAGE);
        await look();
        for (const [typed, words, field] of [
          ['wrong horse 1', WORDS, password],
          [signedIn.account.password, 'yes', confirmation],
        ] as const) {
          await fill(page, typed, words);
          await send(page).click();
          await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
          await look();
        }
        await fill(page, signedIn.account.password);
        await send(page).click();
        await expectDeleted(page);
        await look();
        await page.goto('/account-deleted?mail=not-sent');
        await expect(page.getByText('could not be sent')).toBeVisible();
        await look();
      });
    });
  }
}
