import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts';
import { withoutCore } from './support/core.ts';
import { callsSoFar } from './support/functionLog.ts';
import { readMail } from './support/mail.ts';
import { expect, test } from './support/test.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const CHANGING = { route: 'password', method: 'PUT' };
const NEXT = 'tall giraffe 2';
const PAGE = '/account/password';

const current = (page: Page) => page.getByLabel('Current password', { exact: true });
const next = (page: Page) => page.getByLabel('New password', { exact: true });
const send = (page: Page) => page.getByRole('button', { name: 'Change password' });
const said = (page: Page) => page.getByRole('status').filter({ hasText: 'password is changed' });
const problem = (page: Page, words: RegExp | string) => page.getByRole('alert').filter({ hasText: words });

async function fill(page: Page, currentPassword: string, newPassword = NEXT): Promise<void> {
  await current(page).fill(currentPassword);
  await next(page).fill(newPassword);
}

async function canSignIn(context: BrowserContext, email: string, password: string): Promise<boolean> {
  const browser = context.browser();
  if (browser === null) throw new Error('the context has no browser');
  const other = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
  const formFields = [
    { id: 'email', value: email },
    { id: 'password', value: password },
  ];
  const response = await other.request.post('/.netlify/functions/auth/signin', { data: { formFields } });
  const { status } = (await response.json()) as { status: string };
  await other.close();
  return status === 'OK';
}

/** What the page brought along, and what a browser without JavaScript would send back: no password is in either. */
async function expectNothingKept(page: Page, ...passwords: string[]): Promise<void> {
  const kept = (await page.content()) + page.url();
  for (const password of passwords) expect(kept).not.toContain(password);
  for (const field of [current(page), next(page)]) await expect(field).toHaveValue('');
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('somebody changes her password, stays signed in here and is signed out elsewhere', async ({
      page,
      signedIn,
      context,
    }) => {
      const { email, password } = signedIn.account;
      const firefox = await signedIn.elsewhere(FIREFOX);
      await page.goto('/account');
      await page.getByRole('link', { name: 'Password', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change your password');
      await fill(page, password);
      await send(page).click();
      await expect(said(page)).toHaveText('Your password is changed. One other session was ended.');
      await expectNothingKept(page, password, NEXT);
      expect((await firefox.request.get('/.netlify/functions/sessions')).status()).toBe(401);
      const mail = await readMail(email, 'Your password was changed');
      expect(mail.text).toContain(new URL('/auth/reset-password', page.url()).href);
      expect(await canSignIn(context, email, password)).toBe(false);
      expect(await canSignIn(context, email, NEXT)).toBe(true);
      await page.goto('/account/sessions');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where you are signed in');
      await expect(page.getByText('This one')).toBeVisible();
    });

    test('what is wrong is told at its field, which has the focus; nothing typed comes back', async ({
      page,
      signedIn,
      context,
    }) => {
      const { email, password } = signedIn.account;
      await page.goto(PAGE);
      const tries: { typed: [string, string]; field: typeof current; words: string }[] = [
        { typed: ['wrong horse 1', NEXT], field: current, words: 'That is not your current password.' },
        { typed: [password, 'short 1'], field: next, words: 'Use 8 to 99 characters.' },
        { typed: [password, 'tall giraffe'], field: next, words: 'Use at least one digit.' },
        { typed: [password, '1234567890'], field: next, words: 'Use at least one letter.' },
        {
          typed: [password, password],
          field: next,
          words: 'That is your current password. Choose another one.',
        },
      ];
      for (const { typed, field, words } of tries) {
        await fill(page, ...typed);
        await send(page).click();
        await expect(field(page)).toHaveAccessibleDescription(new RegExp(words));
        await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
        await expect(field(page)).toBeFocused();
        await expectNothingKept(page, ...typed);
      }
      expect(await canSignIn(context, email, password)).toBe(true);
    });

    test('an empty field is not sent', async ({ page, signedIn }) => {
      await signedIn.context.cookies();
      await page.goto(PAGE);
      const before = callsSoFar(CHANGING);
      await next(page).fill(NEXT);
      await send(page).click();
      await expect(current(page)).toBeFocused();
      expect(callsSoFar(CHANGING)).toBe(before);
    });

    test('with a token that has just run out it is changed once, and nobody notices', async ({
      page,
      signedIn,
      context,
    }) => {
      const { email, password } = signedIn.account;
      await page.goto(PAGE);
      const before = callsSoFar(CHANGING);
      await signedIn.expire();
      await fill(page, password);
      await send(page).click();
      await expect(said(page)).toBeVisible();
      expect(new URL(page.url()).pathname).toBe(PAGE);
      expect(callsSoFar(CHANGING) - before).toBe(1);
      expect(await canSignIn(context, email, NEXT)).toBe(true);
      expect((await context.request.get('/.netlify/functions/user')).status()).toBe(200);
    });

    test('two tabs: the second is told that it was done, and both go on', async ({
      page,
      signedIn,
      context,
    }) => {
      const { email, password } = signedIn.account;
      const second = await context.newPage();
      for (const tab of [page, second]) await tab.goto(PAGE);
      await signedIn.expire();
      for (const tab of [page, second]) await fill(tab, password);
      await send(page).click();
      await expect(said(page)).toBeVisible();
      await send(second).click();
      await expect(problem(second, 'Your password was changed a moment ago')).toBeVisible();
      for (const tab of [page, second]) {
        await tab.goto(PAGE);
        await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Change your password');
      }
      expect(await canSignIn(context, email, NEXT)).toBe(true);
    });

    test('a session that was ended elsewhere changes nothing and leads to the login page', async ({
      page,
      signedIn,
      context,
    }) => {
      const { email, password } = signedIn.account;
      await page.goto(PAGE);
      await signedIn.endElsewhere();
      await fill(page, password);
      await send(page).click();
      await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount%2Fpassword/);
      expect(page.url()).not.toContain('giraffe');
      expect(await canSignIn(context, email, password)).toBe(true);
    });

    test('whoever guesses is told to wait', async ({ page, signedIn }) => {
      await page.goto(PAGE);
      for (let tries = 0; tries < 5; tries += 1) {
        await fill(page, `wrong horse ${tries}`);
        await send(page).click();
        await expect(current(page)).toHaveAttribute('aria-invalid', 'true');
        await expect(current(page)).toHaveValue('');
      }
      await fill(page, signedIn.account.password);
      await send(page).click();
      await expect(problem(page, /Too many tries\. Try again in [12] s\./)).toBeVisible();
    });
  });
}

test('the rules are there before anything is typed, and mark themselves as they are met', async ({
  page,
  signedIn,
}) => {
  await signedIn.context.cookies();
  await page.goto(PAGE);
  const rules = page.locator('form').getByRole('listitem');
  const met = () => rules.evaluateAll((items) => items.map((item) => item.dataset.met));
  await expect(rules).toHaveText(['○8 to 99 characters', '○A letter among them', '○A digit among them']);
  await expect(next(page)).toHaveAccessibleDescription(/8 to 99 characters.*letter.*digit/);
  expect(await met()).toEqual(['false', 'false', 'false']);
  await next(page).pressSequentially('giraffe');
  expect(await met()).toEqual(['false', 'true', 'false']);
  await next(page).pressSequentially('s');
  expect(await met()).toEqual(['true', 'true', 'false']);
  await expect(page.getByRole('status').filter({ hasText: 'Use at least one digit.' })).toBeAttached();
  await next(page).pressSequentially('2');
  expect(await met()).toEqual(['true', 'true', 'true']);
  await expect(page.getByRole('status').filter({ hasText: 'This password will do.' })).toBeAttached();
});

test('without JavaScript the rules are stated, and there is no button that does nothing', async ({
  browser,
  signedIn,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: process.env.E2E_BASE_URL,
    storageState: await signedIn.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(PAGE);
  await expect(page.getByText('8 to 99 characters')).toBeVisible();
  await expect(page.locator('button[aria-controls]')).toHaveCount(2);
  for (const button of await page.locator('button[aria-controls]').all()) await expect(button).toBeHidden();
  await context.close();
});

test('a password is shown and hidden by keyboard, each for itself', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto(PAGE);
  const show = page.getByRole('button', { name: 'Show current password' });
  await current(page).fill('correct horse');
  await page.keyboard.press('Tab');
  await expect(show).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(current(page)).toHaveAttribute('type', 'text');
  await expect(next(page)).toHaveAttribute('type', 'password');
  await expect(page.getByRole('button', { name: 'Hide current password' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(current(page)).toHaveAttribute('type', 'password');
  await expect(current(page)).toHaveValue('correct horse');
});

test('a password manager is told whose password it is, which the old one and which the new', async ({
  page,
  signedIn,
}) => {
  await page.goto(PAGE);
  await expect(current(page)).toHaveAttribute('autocomplete', 'current-password');
  await expect(next(page)).toHaveAttribute('autocomplete', 'new-password');
  const owner = page.locator('form input[autocomplete="username"]');
  await expect(owner).toHaveValue(signedIn.account.email);
  await expect(owner).toBeHidden();
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
  await page.getByRole('button', { name: 'Changing…' }).click({ force: true });
  letGo(undefined);
  await expect(said(page)).toBeVisible();
  expect(sent).toBe(1);
});

test('nothing is claimed to be changed while the core is down', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 503/);
  await page.goto(PAGE);
  await withoutCore(async () => {
    await fill(page, signedIn.account.password);
    await send(page).click();
    await expect(problem(page, 'did not answer')).toBeVisible();
  });
  await fill(page, signedIn.account.password);
  await send(page).click();
  await expect(said(page)).toHaveText('Your password is changed. You were signed in nowhere else.');
});

test('a form of another site changes nothing', async ({ page, signedIn, context, quietConsole }) => {
  quietConsole.allow(/./);
  const { email, password } = signedIn.account;
  await page.goto(PAGE);
  const fields = await page
    .locator('main form input[type=hidden]')
    .evaluateAll((inputs) =>
      inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value]),
    );
  expect(fields.length).toBeGreaterThan(0);
  const before = callsSoFar(CHANGING);
  const senders: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
  ];
  for (const headers of senders) {
    const response = await context.request.post(PAGE, {
      headers,
      multipart: Object.fromEntries([
        ...fields,
        ['currentPassword', password],
        ['newPassword', NEXT],
      ]) as Record<string, string>,
    });
    expect(await response.text()).not.toContain('is changed');
  }
  expect(callsSoFar(CHANGING)).toBe(before);
  expect(await canSignIn(context, email, password)).toBe(true);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test('every state of the page has no violation and does not scroll sideways', async ({
        page,
        signedIn,
      }) => {
        const look = async () => {
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        };
        await page.goto(PAGE);
        await look();
        await next(page).fill('giraffe');
        await look();
        await fill(page, 'wrong horse 1');
        await send(page).click();
        await expect(current(page)).toHaveAttribute('aria-invalid', 'true');
        await look();
        await page.getByRole('button', { name: 'Show new password' }).click();
        await fill(page, signedIn.account.password);
        await look();
        await send(page).click();
        await expect(said(page)).toBeVisible();
        await look();
      });
    });
  }
}
