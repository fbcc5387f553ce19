import type { Page } from '@playwright/test';
import { FIREFOX } from '../support/userAgents.ts';
import { accountCookies } from '../support/browser/accountCookies.ts';
import { expectFocusedStatus, pressAndConfirm } from '../support/browser/locators.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { withoutCore } from '../support/browser/core.ts';
import { postFromAnotherSite } from '../support/browser/crossSite.ts';
import { callsSoFar } from '../support/browser/functionLog.ts';
import { holdPosts } from '../support/browser/heldPosts.ts';
import { expect, test } from '../support/browser/test.ts';

const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';
const ENDING = { route: 'sessions/:handle', method: 'DELETE' };
const ENDING_OTHERS = { route: 'sessions', method: 'DELETE' };

const entries = (page: Page) => page.getByRole('main').getByRole('listitem').filter({ hasText: 'Active' });
const endButton = (page: Page, device: string) =>
  page.getByRole('button', { name: `End session : ${device}` });
const END_OTHERS = 'Sign out of other sessions';
const endOthers = (page: Page) => page.getByRole('button', { name: END_OTHERS });

withAndWithoutJavaScript(() => {
  test('a user sees their sessions, ends one and then all others', async ({ page, signedIn }) => {
    const firefox = await signedIn.elsewhere(FIREFOX);
    const safari = await signedIn.elsewhere(SAFARI);
    await page.goto('/account');
    await page.getByRole('link', { name: 'Sessions' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your sessions');
    await expect(entries(page)).toHaveCount(3);
    await expect(entries(page).first()).toContainText('This browser');
    await expect(entries(page).first().getByRole('button')).toHaveCount(0);
    await endButton(page, 'Firefox 140 on Linux').click();
    await expectFocusedStatus(page, 'Session ended.');
    await expect(entries(page)).toHaveCount(2);
    expect((await firefox.request.get('/.netlify/functions/sessions')).status()).toBe(401);
    expect((await safari.request.get('/.netlify/functions/sessions')).status()).toBe(200);
    await pressAndConfirm(page, END_OTHERS);
    await expectFocusedStatus(page, 'All other sessions have ended.');
    await expect(entries(page)).toHaveCount(1);
    await expect(page.getByText('You have no other sessions.')).toBeVisible();
    await expect(endOthers(page)).toHaveCount(0);
    expect((await safari.request.get('/.netlify/functions/sessions')).status()).toBe(401);
  });

  test('a user ends all sessions, including the current one', async ({ page, context, signedIn }) => {
    const firefox = await signedIn.elsewhere(FIREFOX);
    await page.goto('/account/sessions');
    const endAll = { name: 'Sign out of all sessions' };
    await page.getByRole('button', endAll).click();
    await page.getByRole('dialog').getByRole('button', endAll).click();
    await page.waitForURL('**/auth');
    expect(await accountCookies(context)).toEqual([]);
    expect((await firefox.request.get('/.netlify/functions/sessions')).status()).toBe(401);
    await page.goto('/account');
    await page.waitForURL('**/auth?**');
  });

  test('an action with an expired token is carried out once, without interruption', async ({
    page,
    signedIn,
    context,
  }) => {
    await signedIn.elsewhere(FIREFOX);
    await signedIn.elsewhere(SAFARI);
    await page.goto('/account/sessions');
    const before = await callsSoFar(ENDING);
    await signedIn.expire();
    await endButton(page, 'Firefox 140 on Linux').click();
    await expect(page.getByRole('status')).toHaveText('Session ended.');
    await expect(entries(page)).toHaveCount(2);
    expect(new URL(page.url()).pathname).toBe('/account/sessions');
    expect((await callsSoFar(ENDING)) - before).toBe(1);
    expect((await context.request.get('/.netlify/functions/user')).status()).toBe(200);
    await page.reload();
    await expect(entries(page)).toHaveCount(2);
  });

  test('a session that another tab has ended counts as ended, in both tabs', async ({
    page,
    signedIn,
    context,
  }) => {
    await signedIn.elsewhere(FIREFOX);
    const second = await context.newPage();
    for (const tab of [page, second]) await tab.goto('/account/sessions');
    await endButton(page, 'Firefox 140 on Linux').click();
    await expect(page.getByRole('status')).toHaveText('Session ended.');
    await endButton(second, 'Firefox 140 on Linux').click();
    await expect(second.getByRole('status')).toHaveText('That session had already ended.');
    for (const tab of [page, second]) await expect(entries(tab)).toHaveCount(1);
  });

  for (const token of ['fresh', 'expired'] as const) {
    test(`a browser whose session was ended, with a token that is ${token}, is redirected to the sign-in page`, async ({
      page,
      signedIn,
    }) => {
      const other = await signedIn.elsewhere(FIREFOX);
      await page.goto('/account/sessions');
      await signedIn.endElsewhere();
      if (token === 'expired') await signedIn.expire();
      await pressAndConfirm(page, END_OTHERS);
      await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount%2Fsessions/);
      expect((await other.request.get('/.netlify/functions/sessions')).status()).toBe(200);
    });
  }
});

test('does not claim to have ended sessions while the core is down', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 503/);
  await signedIn.elsewhere(FIREFOX);
  await page.goto('/account/sessions');
  await withoutCore(async () => {
    await pressAndConfirm(page, END_OTHERS);
    await expect(page.getByRole('alert').filter({ hasText: 'did not respond' })).toBeVisible();
  });
  await pressAndConfirm(page, END_OTHERS);
  await expect(page.getByRole('status')).toHaveText('All other sessions have ended.');
});

test('submitted twice, the form is sent once', async ({ page, signedIn }) => {
  await signedIn.elsewhere(FIREFOX);
  await signedIn.elsewhere(SAFARI);
  await page.goto('/account/sessions');
  const posts = await holdPosts(page, '**/account/sessions');
  await endButton(page, 'Firefox 140 on Linux').click();
  await expect(page.getByText('Ending…')).toHaveCount(1);
  await page.getByText('Ending…').click({ force: true });
  await endOthers(page).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: END_OTHERS });
  await confirm.click({ force: true });
  posts.release();
  await expect(page.getByRole('status')).toHaveText('Session ended.');
  expect(posts.sent()).toBe(1);
  await expect(entries(page)).toHaveCount(2);
});

test('a form of another site ends nothing', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/./);
  await signedIn.elsewhere(FIREFOX);
  await page.goto('/account/sessions');
  const before = await callsSoFar(ENDING_OTHERS);
  for (const answer of await postFromAnotherSite(page.locator('main form'), { session: '*' }))
    expect(await answer.text()).not.toContain('nowhere else');
  expect(await callsSoFar(ENDING_OTHERS)).toBe(before);
  await page.reload();
  await expect(entries(page)).toHaveCount(2);
});

test('no state of the page has an accessibility violation or scrolls sideways', async ({
  page,
  signedIn,
}) => {
  await signedIn.elsewhere(FIREFOX);
  await page.goto('/account/sessions');
  await expect(entries(page)).toHaveCount(2);
  await expectAccessibleLayout(page);
  await pressAndConfirm(page, END_OTHERS);
  await expect(page.getByRole('status')).toBeVisible();
  await expectAccessibleLayout(page);
});
