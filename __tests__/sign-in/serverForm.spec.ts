import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { problem } from '../support/browser/locators.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

const form = (page: Page) => page.locator('form[action*="/form/sign"]');

async function send(page: Page, button: string, { email, password }: { email: string; password: string }) {
  await form(page).getByLabel('Email').fill(email);
  await form(page).getByLabel('Password').fill(password);
  await form(page).getByRole('button', { name: button, exact: true }).click();
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a user creates an account and is redirected to the requested page', async ({ page }) => {
    const account = newAccount();
    await page.goto('/account?from=mail');
    await expect(page).toHaveURL(/\/auth\?redirectToPath=/);
    await page.getByRole('link', { name: 'Create an account' }).click();
    await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible();
    await send(page, 'Create account', account);
    await expect(page).toHaveURL(/\/account\?from=mail$/);
    await expect(page.getByRole('main').getByText(account.email).first()).toBeVisible();
  });

  test('a wrong password is explained, the address stays, and the correct one signs in', async ({
    page,
    signedIn,
    context,
  }) => {
    await context.clearCookies();
    await page.goto('/auth');
    await send(page, 'Sign in', { ...signedIn.account, password: 'wrong horse 7 battery' });
    await expect(problem(page, 'Wrong email or password. Try again.')).toBeVisible();
    await expect(form(page).getByLabel('Email')).toHaveValue(signedIn.account.email);
    expect(page.url()).not.toContain('@');
    expect(page.url()).not.toContain('%40');
    await send(page, 'Sign in', signedIn.account);
    await expect(page).toHaveURL(/\/session$/);
  });

  test('a refused password and a taken address are explained at their fields', async ({
    page,
    signedIn,
    context,
  }) => {
    await context.clearCookies();
    await page.goto('/auth?show=signup');
    await send(page, 'Create account', { ...newAccount(), password: 'password1' });
    await expect(form(page).getByLabel('Password')).toHaveAccessibleDescription(/^Choose another password\./);
    await expect(form(page).getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
    await send(page, 'Create account', signedIn.account);
    await expect(form(page).getByLabel('Email')).toHaveAccessibleDescription(/already has an account/);
  });

  test('a link cannot put text on the page', async ({ page }) => {
    await page.goto('/auth?formError=Call+555-0100&wait=%3Cb%3E&error=Call+555-0100&message=Call');
    await expect(form(page)).toBeVisible();
    await expect(page.getByText('555')).toBeHidden();
    await page.goto('/auth?formError=too_many_tries&wait=1e99');
    await expect(problem(page, 'Too many attempts. Try again in 60 s.')).toBeVisible();
  });
});

withAndWithoutJavaScript((javaScriptEnabled) => {
  test('a user with a session sees why a sign-in failed, and goes on', async ({ signedIn }) => {
    const page = await signedIn.context.newPage();
    // A callback of a provider that is used up, as the back button sends it.
    await page.goto('/.netlify/functions/social/google/callback?code=x&state=x');
    await expect(problem(page, 'This sign-in is no longer valid.')).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expect(page).toHaveURL(/\/auth\?/);
    // axe is a script.
    if (javaScriptEnabled) await expectAccessibleLayout(page);
    await page.getByRole('link', { name: 'Continue', exact: true }).click();
    await expect(page).toHaveURL(/\/session$/);
    await page.goto('/auth?formError=wrong_credentials&redirectToPath=%2Faccount');
    await page.getByRole('link', { name: 'Continue', exact: true }).click();
    await expect(page).toHaveURL(/\/account$/);
  });
});

test('a refused form is accessible, and stays although the widget could replace it', async ({ page }) => {
  for (const query of ['formError=wrong_credentials', 'show=signup&formError=password_refused']) {
    await page.goto(`/auth?${query}`);
    await page.waitForLoadState('networkidle');
    await expect(form(page)).toBeVisible();
    await expectAccessibleLayout(page);
  }
});

/** Delays the code of the widget until the returned function is called. */
async function holdWidget(page: Page): Promise<() => void> {
  const html = await (await page.request.get('/auth')).text();
  const { promise: released, resolve } = Promise.withResolvers<undefined>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    if (!html.includes(new URL(route.request().url()).pathname)) await released;
    await route.continue();
  });
  return () => resolve(undefined);
}

test('the form works before the widget is there, and stays if the user has begun to use it', async ({
  page,
  signedIn,
  context,
}) => {
  await context.clearCookies();
  const release = await holdWidget(page);
  await page.goto('/auth');
  await form(page).getByLabel('Email').fill(signedIn.account.email);
  const loaded = page.waitForResponse(/\/_next\/static\/.*\.js/);
  release();
  await loaded;
  await page.waitForLoadState('networkidle');
  await expect(form(page).getByLabel('Email')).toHaveValue(signedIn.account.email);
  await expect(new LoginWidget(page).email).toBeHidden();
  await send(page, 'Sign in', signedIn.account);
  await page.waitForURL('**/session');
});

test('the fragment of the requested page survives a refused form and the sign-in', async ({
  page,
  signedIn,
  context,
}) => {
  await context.clearCookies();
  await holdWidget(page);
  await page.goto('/account?a=1#profile');
  await expect(form(page)).toHaveAttribute('action', /#profile$/);
  await send(page, 'Sign in', { ...signedIn.account, password: 'wrong horse 7 battery' });
  await expect(problem(page, 'Wrong email or password. Try again.')).toBeVisible();
  await expect(form(page)).toHaveAttribute('action', /#profile$/);
  await send(page, 'Sign in', signedIn.account);
  await expect(page).toHaveURL(/\/account\?a=1#profile$/);
});

test('the widget takes the place of a form that was not touched', async ({ page }) => {
  const release = await holdWidget(page);
  await page.goto('/auth');
  await expect(form(page).getByLabel('Password')).toBeEditable();
  release();
  await expect(new LoginWidget(page).email).toBeVisible();
  await expect(form(page)).toBeHidden();
});
