import type { Page } from '@playwright/test';
import { FIREFOX } from '../support/userAgents.ts';
import { accountCookies } from '../support/browser/accountCookies.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { withoutCore } from '../support/browser/core.ts';
import { postFromAnotherSite } from '../support/browser/crossSite.ts';
import { callsSoFar } from '../support/browser/functionLog.ts';
import { holdPosts } from '../support/browser/heldPosts.ts';
import { heading, problem } from '../support/browser/locators.ts';
import { readMail } from '../support/browser/mail.ts';
import { expect, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';
import { typeByKey } from '../support/browser/keyboard.ts';

const DELETING = { route: 'account/deletion', method: 'POST' };
const PAGE = '/account/delete';
const WORDS = 'delete my account';

const password = (page: Page) => page.getByLabel('Password', { exact: true });
const confirmation = (page: Page) => page.getByLabel(`Type “${WORDS}”`);
const send = (page: Page) => page.getByRole('button', { name: 'Delete account' });

async function fill(page: Page, typed: string, words = WORDS): Promise<void> {
  await password(page).fill(typed);
  await confirmation(page).fill(words);
}

async function expectDeleted(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/account-deleted$/);
  await expect(heading(page)).toHaveText('Your account has been deleted');
}

withAndWithoutJavaScript(() => {
  test('a user deletes their account, and nothing is left in the core, in other browsers or in this one', async ({
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
    await expect(page.getByText('We sent you an email')).toBeVisible();
    expect(await accountCookies(context)).toEqual([]);
    expect((await firefox.request.get('/.netlify/functions/sessions')).status()).toBe(401);
    expect(await signedIn.canSignIn()).toBe(false);
    expect((await readMail(account.email, 'Your account has been deleted')).text).toContain(
      'You can no longer sign in',
    );
    await page.goto('/account');
    await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount$/);
    await page.goto('/account-deleted');
    await page.getByRole('link', { name: 'Create another account' }).click();
    await expect(page).toHaveURL(/\/auth\?show=signup$/);
  });

  test('an error is shown at its field, which has the focus, and the password is not echoed', async ({
    page,
    signedIn,
  }) => {
    const { account } = signedIn;
    await page.goto(PAGE);
    await fill(page, 'wrong horse 1');
    await send(page).click();
    await expect(password(page)).toHaveAccessibleDescription('Wrong password.');
    await expect(password(page)).toBeFocused();
    await expect(password(page)).toHaveValue('');
    await expect(confirmation(page)).toHaveValue(WORDS);
    await fill(page, account.password, 'yes');
    await send(page).click();
    await expect(confirmation(page)).toHaveAccessibleDescription(/Type “delete my account” to confirm/);
    await expect(confirmation(page)).toBeFocused();
    expect((await page.content()) + page.url()).not.toContain(account.password);
    expect(await signedIn.canSignIn()).toBe(true);
    await fill(page, account.password, ' Delete my account');
    await send(page).click();
    await expectDeleted(page);
  });

  test('with an expired token the account is deleted once, without interruption', async ({
    page,
    signedIn,
    context,
  }) => {
    await page.goto(PAGE);
    const before = await callsSoFar(DELETING);
    await signedIn.expire();
    await fill(page, signedIn.account.password);
    await send(page).click();
    await expectDeleted(page);
    expect((await callsSoFar(DELETING)) - before).toBe(1);
    expect(await accountCookies(context)).toEqual([]);
  });

  test('submitted again before the browser has the response, it succeeds and says so', async ({
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
    expect(await accountCookies(context)).toEqual([]);
  });

  test('a second tab that submits later is redirected to the sign-in page', async ({
    page,
    signedIn,
    context,
  }) => {
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

  test('a session that was ended elsewhere deletes nothing and redirects to the sign-in page', async ({
    page,
    signedIn,
  }) => {
    await page.goto(PAGE);
    await signedIn.endElsewhere();
    await fill(page, signedIn.account.password);
    await send(page).click();
    await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount%2Fdelete/);
    expect(await signedIn.canSignIn()).toBe(true);
  });
});

test('does not claim a deletion while the core is down', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 503/);
  await page.goto(PAGE);
  await withoutCore(async () => {
    await fill(page, signedIn.account.password);
    await send(page).click();
    await expect(problem(page, 'did not respond')).toBeVisible();
  });
  await fill(page, signedIn.account.password);
  await send(page).click();
  await expectDeleted(page);
});

test('after a deletion the sign-in page works and accepts the address again', async ({ page, signedIn }) => {
  await page.goto('/auth');
  await page.goto(PAGE);
  await fill(page, signedIn.account.password);
  await send(page).click();
  await expectDeleted(page);
  await page.goto('/auth');
  await new LoginWidget(page).signUp(signedIn.account);
  await page.waitForURL('**/session');
});

test('submitted twice, the form is sent once', async ({ page, signedIn }) => {
  await page.goto(PAGE);
  const posts = await holdPosts(page, `**${PAGE}`);
  await fill(page, signedIn.account.password);
  await send(page).click();
  await page.getByRole('button', { name: 'Deleting…' }).click({ force: true });
  posts.release();
  await expectDeleted(page);
  expect(posts.sent()).toBe(1);
});

test('a form of another site deletes nothing', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/./);
  await page.goto(PAGE);
  const before = await callsSoFar(DELETING);
  const fields = { password: signedIn.account.password, confirmation: WORDS };
  for (const answer of await postFromAnotherSite(page.locator('main form'), fields, { maxRedirects: 0 }))
    expect(answer.headers().location).toBeUndefined();
  expect(await callsSoFar(DELETING)).toBe(before);
  expect(await signedIn.canSignIn()).toBe(true);
});

test('a user who still has an account is not told that it was deleted', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto('/account-deleted');
  await expect(page).toHaveURL(/\/session$/);
});

test('no state of the page, nor the page after it, has an accessibility violation or scrolls sideways', async ({
  page,
  signedIn,
}) => {
  await page.goto(PAGE);
  await expectAccessibleLayout(page);
  for (const [typed, words, field] of [
    ['wrong horse 1', WORDS, password],
    [signedIn.account.password, 'yes', confirmation],
  ] as const) {
    await fill(page, typed, words);
    await send(page).click();
    await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
    await expectAccessibleLayout(page);
  }
  await fill(page, signedIn.account.password);
  await send(page).click();
  await expectDeleted(page);
  await expectAccessibleLayout(page);
  await page.goto('/account-deleted?mail=not-sent');
  await expect(page.getByText('could not be sent')).toBeVisible();
  await expectAccessibleLayout(page);
});

test('an account is deleted by keyboard alone', async ({ page, signedIn }) => {
  await page.goto(PAGE);
  await typeByKey(password(page), signedIn.account.password);
  await typeByKey(confirmation(page), 'delete');
  await page.keyboard.press('Enter');
  await expect(password(page)).toHaveValue('');
  await expect(confirmation(page)).toHaveAccessibleDescription(/Nothing was deleted/);
  await expect(confirmation(page)).toBeFocused();
  await typeByKey(confirmation(page), WORDS);
  await typeByKey(password(page), signedIn.account.password);
  await page.keyboard.press('Enter');
  await expectDeleted(page);
});
