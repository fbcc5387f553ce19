import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts';
import { withoutCore } from './support/core.ts';
import { callsSoFar } from './support/functionLog.ts';
import { expect, test } from './support/test.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';
const ENDING = { route: 'sessions', method: 'DELETE' };

const entries = (page: Page) => page.getByRole('main').getByRole('listitem').filter({ hasText: 'Active' });
const endButton = (page: Page, device: string) => page.getByRole('button', { name: `End : ${device}` });
const endOthers = (page: Page) => page.getByRole('button', { name: 'End all others' });

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('somebody sees where she is signed in, ends one session and then all others', async ({
      page,
      signedIn,
    }) => {
      const firefox = await signedIn.elsewhere(FIREFOX);
      const safari = await signedIn.elsewhere(SAFARI);
      await page.goto('/account');
      await page.getByRole('link', { name: 'Sessions' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where you are signed in');
      await expect(entries(page)).toHaveCount(3);
      await expect(entries(page).first()).toContainText('This one');
      await expect(entries(page).first().getByRole('button')).toHaveCount(0);
      await endButton(page, 'Firefox 140 on Linux').click();
      await expect(page.getByRole('status')).toHaveText('The session is ended.');
      await expect(entries(page)).toHaveCount(2);
      expect((await firefox.request.get('/.netlify/functions/sessions')).status()).toBe(401);
      expect((await safari.request.get('/.netlify/functions/sessions')).status()).toBe(200);
      await endOthers(page).click();
      await expect(page.getByRole('status')).toHaveText('You are signed in here and nowhere else.');
      await expect(entries(page)).toHaveCount(1);
      await expect(page.getByText('You are signed in nowhere else.')).toBeVisible();
      await expect(endOthers(page)).toHaveCount(0);
      expect((await safari.request.get('/.netlify/functions/sessions')).status()).toBe(401);
    });

    test('an action with a token that has just run out is done once, and nobody notices', async ({
      page,
      signedIn,
      context,
    }) => {
      await signedIn.elsewhere(FIREFOX);
      await signedIn.elsewhere(SAFARI);
      await page.goto('/account/sessions');
      const before = callsSoFar(ENDING);
      await signedIn.expire();
      await endButton(page, 'Firefox 140 on Linux').click();
      await expect(page.getByRole('status')).toHaveText('The session is ended.');
      await expect(entries(page)).toHaveCount(2);
      expect(new URL(page.url()).pathname).toBe('/account/sessions');
      expect(callsSoFar(ENDING) - before).toBe(1);
      expect((await context.request.get('/.netlify/functions/user')).status()).toBe(200);
      await page.reload();
      await expect(entries(page)).toHaveCount(2);
    });

    test('what another tab has ended is over already, and both tabs agree', async ({
      page,
      signedIn,
      context,
    }) => {
      await signedIn.elsewhere(FIREFOX);
      const second = await context.newPage();
      for (const tab of [page, second]) await tab.goto('/account/sessions');
      await endButton(page, 'Firefox 140 on Linux').click();
      await expect(page.getByRole('status')).toHaveText('The session is ended.');
      await endButton(second, 'Firefox 140 on Linux').click();
      await expect(second.getByRole('status')).toHaveText('That session was over already.');
      for (const tab of [page, second]) await expect(entries(tab)).toHaveCount(1);
    });

    for (const token of ['fresh', 'expired'] as const) {
      test(`a browser whose session was ended, with a token that is ${token}, is led to the login page`, async ({
        page,
        signedIn,
      }) => {
        const other = await signedIn.elsewhere(FIREFOX);
        await page.goto('/account/sessions');
        await signedIn.endElsewhere();
        if (token === 'expired') await signedIn.expire();
        await endOthers(page).click();
        await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount%2Fsessions/);
        expect((await other.request.get('/.netlify/functions/sessions')).status()).toBe(200);
      });
    }
  });
}

test('nothing is claimed to be ended while the core is down', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 503/);
  await signedIn.elsewhere(FIREFOX);
  await page.goto('/account/sessions');
  await withoutCore(async () => {
    await endOthers(page).click();
    await expect(page.getByRole('alert').filter({ hasText: 'did not answer' })).toBeVisible();
  });
  await endOthers(page).click();
  await expect(page.getByRole('status')).toHaveText('You are signed in here and nowhere else.');
});

test('pressed twice, the form is sent once', async ({ page, signedIn }) => {
  await signedIn.elsewhere(FIREFOX);
  await signedIn.elsewhere(SAFARI);
  await page.goto('/account/sessions');
  let sent = 0;
  const { promise: held, resolve: letGo } = Promise.withResolvers<undefined>();
  await page.route('**/account/sessions', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    await held;
    await route.continue();
  });
  await endButton(page, 'Firefox 140 on Linux').click();
  await expect(page.getByText('Ending…')).toHaveCount(1);
  await page.getByText('Ending…').click({ force: true });
  await endOthers(page).click({ force: true });
  letGo(undefined);
  await expect(page.getByRole('status')).toHaveText('The session is ended.');
  expect(sent).toBe(1);
  await expect(entries(page)).toHaveCount(2);
});

test('a form of another site ends nothing', async ({ page, signedIn, context, quietConsole }) => {
  quietConsole.allow(/./);
  await signedIn.elsewhere(FIREFOX);
  await page.goto('/account/sessions');
  const fields = await page
    .locator('main form input[type=hidden]')
    .evaluateAll((inputs) =>
      inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value]),
    );
  expect(fields.length).toBeGreaterThan(0);
  const before = callsSoFar(ENDING);
  const senders: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
  ];
  for (const headers of senders) {
    const response = await context.request.post('/account/sessions', {
      headers,
      multipart: Object.fromEntries([...fields, ['session', '*']]) as Record<string, string>,
    });
    expect(await response.text()).not.toContain('nowhere else');
  }
  expect(callsSoFar(ENDING)).toBe(before);
  await page.reload();
  await expect(entries(page)).toHaveCount(2);
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
        await signedIn.elsewhere(FIREFOX);
        await page.goto('/account/sessions');
        await expect(entries(page)).toHaveCount(2);
        await look();
        await endOthers(page).click();
        await expect(page.getByRole('status')).toBeVisible();
        await look();
      });
    });
  }
}
