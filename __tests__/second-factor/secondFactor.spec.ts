import type { BrowserContext } from '@playwright/test';
import { expectAccessible, expectAccessibleLayout } from '../support/browser/accessible.ts';
import { AnotherFront } from '../support/browser/anotherFront.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { expectFocusedStatus, pressAndConfirm, problem, signOut } from '../support/browser/locators.ts';
import {
  beginSetup,
  beginSetupHere,
  appCode,
  confirmKey,
  FACTOR_PAGE,
  enrol,
} from '../support/browser/secondFactorPages.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { credentials } from '../support/credentials.ts';

/** Signs in with the password alone, as the form of the sign-in page does. */
async function signInHalf(context: BrowserContext, { email, password }: { email: string; password: string }) {
  await context.clearCookies();
  const data = credentials(email, password);
  const response = await context.request.post('/.netlify/functions/auth/signin', { data });
  expect(await response.json()).toMatchObject({ status: 'OK' });
}

withAndWithoutJavaScript((javaScriptEnabled) => {
  test.beforeEach(({ signedIn }) => {
    expect(signedIn.account.email).toContain('@');
  });

  test('a user sets up a second factor, signs in with it and turns it off', async ({
    page,
    context,
    signedIn,
  }) => {
    const key = await enrol(page);
    const codes = await page
      .getByRole('list')
      .filter({ hasText: /-\w{4}-/ })
      .getByRole('listitem')
      .allInnerTexts();
    expect(codes).toHaveLength(10);
    await expect(page.getByRole('link', { name: 'Download codes' })).toHaveAttribute(
      'download',
      'recovery-codes.txt',
    );
    const file = await page.getByRole('link', { name: 'Download codes' }).getAttribute('href');
    for (const code of codes) expect(decodeURIComponent(file ?? '')).toContain(code);
    await expect(page.getByRole('button', { name: 'Print codes' })).toBeVisible({
      visible: javaScriptEnabled,
    });
    if (javaScriptEnabled) await expectAccessible(page);
    await page.goto('/session');
    await expect(page.getByRole('table')).toContainText('proved');

    await signInHalf(context, signedIn.account);
    await page.goto('/account/data');
    await expect(page).toHaveURL('/second-factor?redirectToPath=%2Faccount%2Fdelete');
    for (const path of ['/session', '/account', FACTOR_PAGE, '/confirm-identity', '/account/delete']) {
      await page.goto(path);
      await expect(page).toHaveURL(/\/second-factor\?/);
    }
    await page.goto('/account');
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('This code is wrong or was already used.')).toBeVisible();
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByLabel('Code', { exact: true }).fill(appCode(key, 1));
    await page.getByRole('button', { name: 'Continue' }).press('Enter');
    await expect(page).toHaveURL('/account');

    await signInHalf(context, signedIn.account);
    await page.goto('/account');
    await page.getByRole('link', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill('aaaa-bbbb-cccc');
    await page.getByLabel(/Trust this browser/).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('This recovery code is wrong or was already used.')).toBeVisible();
    await expect(page.getByLabel(/Trust this browser/)).toBeChecked();
    await page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL('/account');

    await page.goto(FACTOR_PAGE);
    await expect(page.getByText('Recovery codes left')).toBeVisible();
    await pressAndConfirm(page, 'Forget all trusted browsers');
    await expectFocusedStatus(page, 'All browsers are forgotten.');
    await pressAndConfirm(page, 'Create new recovery codes');
    await expectFocusedStatus(page, 'You have new recovery codes.');
    await pressAndConfirm(page, 'Turn off two-factor authentication');
    await expectFocusedStatus(page, 'Two-factor authentication is off. All other sessions have ended.');
    // What was said before is no longer true.
    await expect(page.getByText('You have new recovery codes.')).toHaveCount(0);
    await confirmKey(page, await beginSetupHere(page));
    await expect(page.getByText(/^Your key is ready|authentication is off/)).toHaveCount(0);
    await pressAndConfirm(page, 'Turn off two-factor authentication');
    await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible();
    await expect(page.getByText('Two-factor authentication is on.')).toHaveCount(0);
    await page.goto('/session');
    await expect(page.getByRole('table')).toContainText('none');
  });

  test('a reload after turning on offers new recovery codes until the user has saved them', async ({
    page,
  }) => {
    await enrol(page);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible();
    await pressAndConfirm(page, 'Create new recovery codes');
    await expect(page.getByRole('link', { name: 'Download codes' })).toBeVisible();
    await page.getByRole('button', { name: 'I have saved my codes' }).click();
    await expectFocusedStatus(page, 'Your answer is saved.');
    await page.goto(FACTOR_PAGE);
    await expect(page.getByText('Recovery codes left')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toHaveCount(0);
  });

  test('a page from before a change says what became of its forms', async ({ page, context }) => {
    const before = await context.newPage();
    await before.goto(FACTOR_PAGE);
    await enrol(page);
    await before.getByRole('button', { name: 'Set up' }).click();
    await expect(problem(before, 'Two-factor authentication is already on.')).toBeVisible();
    for (const button of ['Create new recovery codes', 'I have saved my codes']) {
      await before.goto(FACTOR_PAGE);
      await page.goto(FACTOR_PAGE);
      await pressAndConfirm(page, 'Turn off two-factor authentication');
      await expectFocusedStatus(page, 'Two-factor authentication is off. All other sessions have ended.');
      if (button.startsWith('I')) await before.getByRole('button', { name: button }).click();
      else await pressAndConfirm(before, button);
      await expect(problem(before, 'Two-factor authentication is off.')).toBeVisible();
      await enrol(page);
    }
  });

  test('a wrong code at the set-up is refused at its field, and the key stays', async ({ page }) => {
    const key = await beginSetup(page);
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByText('This code is wrong.')).toBeVisible();
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
    expect(await page.getByLabel('Key', { exact: true }).innerText()).toBe(key);
    if (!javaScriptEnabled) return;
    // What says that the key is ready stays, above the key.
    const ready = await page.getByText(/^Your key is ready\./).boundingBox();
    const code = await page.getByRole('img', { name: /QR code/ }).boundingBox();
    expect(ready?.y).toBeLessThan(code?.y ?? 0);
  });

  test('a user replaces the key before it is confirmed', async ({ page }) => {
    const key = await beginSetup(page);
    await page.getByRole('button', { name: 'Create another key' }).click();
    await expect(page.getByLabel('Key', { exact: true })).not.toHaveText(key);
    await expect(page.getByText(/^Your key is ready\./)).toBeVisible();
  });

  test('a user confirms who they are with a code', async ({ page }) => {
    const key = await enrol(page);
    await page.goto('/confirm-identity?proof=factor&redirectToPath=%2Faccount%2Fpassword');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText("Confirm it's you");
    await expect(page.getByRole('link', { name: 'Cancel' })).toHaveAttribute('href', '/account');
    await page.getByLabel('Code', { exact: true }).fill('111111');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.goto('/confirm-identity?proof=factor&redirectToPath=%2Faccount%2Fpassword');
    await page.getByLabel('Code', { exact: true }).fill(appCode(key, 1));
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL('/account/password');
  });

  test('without a factor, a user signs in again', async ({ page }) => {
    await page.goto('/confirm-identity?redirectToPath=%2Faccount%2Fdelete');
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await expect(page).toHaveURL('/auth?redirectToPath=%2Faccount%2Fdelete&confirmsIdentity=1');
    await expect(page.getByText("Sign in again to confirm it's you.")).toBeVisible();
    if (javaScriptEnabled) return;
    await page.getByLabel('Email', { exact: true }).fill('ada@example.com');
    await page.getByLabel('Password').fill('wrong horse 7 battery');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert').first()).toContainText('Wrong email or password');
    await expect(page.getByText("Sign in again to confirm it's you.")).toBeVisible();
  });

  test('a session without the code can sign out', async ({ page, context, signedIn }) => {
    await enrol(page);
    await signInHalf(context, signedIn.account);
    await page.goto('/account');
    await signOut(page);
    await expect(page).toHaveURL('/auth');
  });
});

test('the pages have no accessibility violation and do not scroll sideways', async ({
  page,
  context,
  signedIn,
}) => {
  await beginSetup(page);
  await expectAccessibleLayout(page);
  const key = await page.getByLabel('Key', { exact: true }).innerText();
  await page.getByLabel('Code', { exact: true }).fill(appCode(key));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('Two-factor authentication is on.')).toBeVisible();
  await expectAccessibleLayout(page);
  await page.goto('/confirm-identity?proof=factor');
  await expectAccessibleLayout(page);
  await signInHalf(context, signedIn.account);
  await page.goto('/second-factor?problem=too_many_tries&wait=90');
  await expect(page.getByText('Too many attempts. Try again in 90 s.')).toBeVisible();
  await expectAccessibleLayout(page);
});

test.describe('where all users must have a factor', () => {
  let front: AnotherFront;
  test.beforeAll(async () => {
    front = await AnotherFront.start({ SECOND_FACTOR: 'required' });
  });
  test.afterAll(() => front.stop());

  test('a new user is sent to set it up, and reaches nothing before', async ({ page, context }) => {
    const { email, password } = newAccount();
    const data = credentials(email, password);
    await context.request.post(`${front.url}/.netlify/functions/auth/signup`, { data });
    for (const path of ['/session', '/account', '/account/delete']) {
      await page.goto(`${front.url}${path}`);
      await expect(page).toHaveURL(`${front.url}${FACTOR_PAGE}`);
    }
    expect((await context.request.get(`${front.url}/.netlify/functions/user`)).status()).toBe(403);
    await expect(page.getByText('This site requires it.')).toBeVisible();
    await enrol(page, front.url);
    await page.goto(`${front.url}/session`);
    await expect(page).toHaveURL(`${front.url}/session`);
  });
});
