import type { Page, Request } from '@playwright/test';
import { PASSKEYS_FUNCTION } from '../../config/contracts/passkeyRoutes.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { expectFocusedStatus, pressAndConfirm, problem, status } from '../support/browser/locators.ts';
import { readMail } from '../support/browser/mail.ts';
import { expect, test } from '../support/browser/test.ts';
import { VirtualAuthenticator } from '../support/browser/virtualAuthenticator.ts';
import {
  addButton,
  addPasskey,
  cards,
  leave,
  PASSKEYS_PAGE,
  signInButton,
  withoutAutofill,
} from '../support/browser/passkeyPages.ts';
import { confirmByKey, pressByKey, typeByKey } from '../support/browser/keyboard.ts';

/** Whether a page asks for its own content again. */
const isRefresh = (request: Request): boolean => {
  const headers = request.headers();
  return headers.rsc === '1' && headers['next-router-prefetch'] === undefined;
};

/** Waits until the page has painted what it has to show by now. */
const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The autofill of the email field waits for a passkey. */
const offered = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith(`${PASSKEYS_FUNCTION}/sign-in/options`));

test('a user adds a passkey, signs in with it, names it and removes it', async ({ page, signedIn }) => {
  await withoutAutofill(page);
  const device = await VirtualAuthenticator.attach(page);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Passkeys' }).click();
  await expect(page.getByText('You have no passkeys yet.')).toBeVisible();
  await device.answer();
  await addButton(page).click();
  await expect(status(page)).toHaveText(/^Passkey “Chrome.*” added\. You can change its name below\.$/);
  await device.answer(false);
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText('Never');
  await expect(cards(page)).toContainText('On one device');
  await expectAccessibleLayout(page);
  expect((await readMail(signedIn.account.email, 'A passkey was added')).text).toContain('Chrome');

  await leave(page);
  await page.goto('/auth?redirectToPath=%2Faccount%2Fpasskeys#passkeys');
  await device.answer();
  await signInButton(page).click();
  await page.waitForURL('**/account/passkeys#passkeys');
  await device.answer(false);
  await expect(cards(page)).not.toContainText('Never');
  expect(await (await page.request.get('/.netlify/functions/user')).json()).toMatchObject({
    accessTokenPayload: { signInMethod: 'passkey' },
  });

  await cards(page).getByText('Rename').click();
  await page.getByLabel('Name', { exact: true }).fill('Blue key');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(cards(page).getByRole('heading')).toHaveText('Blue key');
  await pressAndConfirm(page, /^Remove passkey/);
  await expectFocusedStatus(page, 'Passkey removed.');
  await expect(page.getByText('You have no passkeys yet.')).toBeVisible();
  await readMail(signedIn.account.email, 'A passkey was removed');
});

test('the page says that a passkey was added once its list shows it', async ({ page, signedIn }) => {
  expect(signedIn.account.email).toContain('@');
  const device = await VirtualAuthenticator.attach(page);
  await page.goto(PASSKEYS_PAGE);
  const list = Promise.withResolvers<undefined>();
  await page.route(`**${PASSKEYS_PAGE}**`, async (route) => {
    if (isRefresh(route.request())) await list.promise;
    await route.continue();
  });
  const refreshing = page.waitForRequest(isRefresh);
  await device.answer();
  await addButton(page).click();
  await refreshing;
  await nextFrame(page);
  await expect(status(page)).toHaveCount(0);
  list.resolve(undefined);
  await expect(status(page)).toContainText('added');
  await expect(cards(page)).toHaveCount(1);
});

test('the autofill of the email field signs in, and the page marks the way that was used last', async ({
  page,
  signedIn,
}) => {
  const device = await VirtualAuthenticator.attach(page, { synced: true });
  await addPasskey(page, device);
  await expect(cards(page)).toContainText('on all its devices');
  await leave(page);
  const waiting = offered(page);
  await device.answer();
  await page.goto('/auth?redirectToPath=%2Faccount');
  await waiting;
  await page.waitForURL('**/account');
  await device.answer(false);
  await expect(page.getByRole('main').getByText(signedIn.account.email).first()).toBeVisible();
  await leave(page);
  await expect(page.getByRole('listitem').filter({ has: signInButton(page) })).toContainText('Last used');
  await expectAccessibleLayout(page);
});

test('a user signs in from two devices', async ({ page, signedIn, browser, baseURL }) => {
  const first = await VirtualAuthenticator.attach(page);
  await addPasskey(page, first);
  const other = await signedIn.elsewhere('Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0.0.0 Safari/537.36');
  const otherPage = await other.newPage();
  const second = await VirtualAuthenticator.attach(otherPage);
  await addPasskey(otherPage, second);
  await expect(cards(otherPage)).toHaveCount(2);
  for (const device of [first, second]) {
    const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
    const anywhere = await context.newPage();
    await withoutAutofill(anywhere);
    const copy = await VirtualAuthenticator.attach(anywhere);
    for (const credential of await device.credentials()) await copy.store(credential);
    await anywhere.goto('/auth');
    await copy.answer();
    await signInButton(anywhere).click();
    await anywhere.waitForURL('**/session');
    await context.close();
  }
});

test('a user who is not recognized, or takes too long, is told so and can try again', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  expect(signedIn.account.email).not.toBe('');
  quietConsole.allow(/status of 400/);
  await withoutAutofill(page);
  const device = await VirtualAuthenticator.attach(page);
  await addPasskey(page, device);
  await leave(page);
  await device.recognize(false);
  await device.answer();
  await signInButton(page).click();
  await expect(problem(page, 'No passkey was used. Try again.')).toBeVisible();
  await device.answer(false);
  await device.recognize(true);
  await page.route(`**${PASSKEYS_FUNCTION}/sign-in/options`, async (route) => {
    const response = await route.fetch();
    const json = { ...((await response.json()) as object), timeout: 300 };
    await route.fulfill({ response, json });
  });
  await signInButton(page).click();
  await expect(problem(page, 'That took too long. Try again.')).toBeVisible();
  await page.unrouteAll({ behavior: 'wait' });
  await device.answer();
  await signInButton(page).click();
  await page.waitForURL('**/session');
});

test('a device that has a passkey for the account adds no second one', async ({ page, signedIn }) => {
  expect(signedIn.account.email).not.toBe('');
  const device = await VirtualAuthenticator.attach(page);
  await addPasskey(page, device);
  await device.answer();
  await addButton(page).click();
  await expect(problem(page, 'already has a passkey for your account')).toBeVisible();
  await expect(cards(page)).toHaveCount(1);
});

test('a removed passkey is refused, and its owner is told', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 400/);
  await withoutAutofill(page);
  const device = await VirtualAuthenticator.attach(page);
  await addPasskey(page, device);
  const { passkeys } = (await (await page.request.get(PASSKEYS_FUNCTION)).json()) as {
    passkeys: { id: string }[];
  };
  await page.request.delete(`${PASSKEYS_FUNCTION}/registered/${passkeys[0]?.id ?? ''}`, {
    headers: { rid: 'anti-csrf' },
  });
  await leave(page);
  await device.answer();
  await signInButton(page).click();
  await expect(problem(page, 'This passkey does not belong to an account here.')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/auth');
  await readMail(signedIn.account.email, 'A sign-in with a removed passkey was refused');
});

test('a user adds, renames and removes a passkey by keyboard alone', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  const device = await VirtualAuthenticator.attach(page);
  await page.goto('/account/passkeys');
  await device.answer();
  await pressByKey(addButton(page));
  await expect(status(page)).toContainText('added');
  await device.answer(false);
  await pressByKey(cards(page).getByText('Rename'));
  await typeByKey(page.getByLabel('Name', { exact: true }), 'Blue key');
  await page.keyboard.press('Enter');
  await expect(cards(page).getByRole('heading')).toHaveText('Blue key');
  const remove = /^Remove passkey/;
  await confirmByKey(page.getByRole('button', { name: remove }), remove);
  await expectFocusedStatus(page, 'Passkey removed.');
});

test('a user signs in with a passkey by keyboard alone, after a try that they cancel', async ({
  page,
  signedIn,
}) => {
  await signedIn.context.cookies();
  await withoutAutofill(page);
  const device = await VirtualAuthenticator.attach(page);
  await addPasskey(page, device);
  await signedIn.context.clearCookies();
  await page.goto('/auth?redirectToPath=%2Faccount%2Fpasskeys');
  await device.recognize(false);
  await device.answer();
  await pressByKey(signInButton(page));
  await expect(problem(page, 'No passkey was used. Try again.')).toBeVisible();
  await expect(signInButton(page)).toBeFocused();
  await device.recognize(true);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account/passkeys');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
});
