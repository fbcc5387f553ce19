import type { BrowserContext } from '@playwright/test';
import { parseFeatures, startCore } from '#core';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { AnotherFront } from '../support/browser/anotherFront.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { chooseLanguage, expectPseudoLanguage } from '../support/browser/languages.ts';
import { heading, problem } from '../support/browser/locators.ts';
import { enterCode, requestLink } from '../support/browser/magicLinkPages.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { credentials } from '../support/credentials.ts';
import { testFeatures } from '../support/localCore.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const PATH = '/account/sign-in-methods';
/** Whether the core of the browser tests links accounts. */
const LINKS = testFeatures().has('account_linking');
const API_KEY = 'key-of-the-licensed-core';

test.describe('where the core links accounts', () => {
  let core: Awaited<ReturnType<typeof startCore>>;
  let front: AnotherFront;
  test.beforeAll(async () => {
    const features = parseFeatures('account_linking');
    core = await startCore({ port: 0, data: ':memory:', apiKeys: [API_KEY], features });
    front = await AnotherFront.start({
      SUPERTOKENS_CONNECTION_URI: core.url,
      SUPERTOKENS_API_KEY: API_KEY,
      LOCAL_PROVIDER_URL: process.env.E2E_PROVIDER_URL ?? '',
    });
  });
  test.afterAll(async () => {
    await front.stop();
    await core.close();
  });

  async function askCore(path: string, body: object): Promise<Record<string, string>> {
    const headers = { 'content-type': 'application/json', 'api-key': API_KEY, 'cdi-version': '5.4' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${core.url}/public/recipe${path}`, request)).json() as Promise<
      Record<string, string>
    >;
  }

  async function signUpUnverified(context: BrowserContext) {
    const { email, password } = newAccount();
    const signedUp = await context.request.post(`${front.url}/.netlify/functions/auth/signup`, {
      headers: { 'st-auth-mode': 'cookie' },
      data: credentials(email, password),
    });
    const { user } = (await signedUp.json()) as { user: { id: string } };
    return { email, user };
  }

  /** Signs up a user with a verified address. */
  async function signUpVerified(context: BrowserContext) {
    const { email, user } = await signUpUnverified(context);
    const { token } = await askCore('/user/email/verify/token', { userId: user.id, email });
    await askCore('/user/email/verify', { method: 'token', token });
    return { email };
  }

  withAndWithoutJavaScript((javaScriptEnabled) => {
    test('a user signs in by link to their account with a password, and removes the password', async ({
      page,
      context,
    }) => {
      const { email } = await signUpVerified(context);
      await context.clearCookies();
      await page.goto(`${front.url}${PATH}`);
      await enterCode(page, (await requestLink(page, email)).code);
      await expect(heading(page)).toHaveText('Sign-in methods');
      const methods = page.getByRole('main').getByRole('heading', { level: 2 });
      await expect(methods.filter({ hasText: 'Password' })).toBeVisible();
      await expect(methods.filter({ hasText: 'Email link' })).toContainText('This session');
      if (javaScriptEnabled) await expectAccessibleLayout(page);
      await expect(page.getByRole('link', { name: 'Connect GitHub' })).toHaveAttribute('href', /connect=1$/);
      await expect(page.getByRole('button', { name: 'Remove' })).toHaveCount(1);
      await page.getByRole('button', { name: 'Remove : Password' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove : Password' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'Removed.' })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Password', exact: true })).toBeHidden();
      await expect(page.getByText(`We send a link to set one to ${email}.`)).toBeVisible();
      await page.getByRole('button', { name: 'Allow again : Password' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'Allowed.' })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Removed' })).toBeHidden();
    });

    test('a user without a verified address is asked to verify it before they connect a provider', async ({
      page,
      context,
    }) => {
      await signUpUnverified(context);
      await page.goto(`${front.url}${PATH}?connection=denied`);
      await expect(problem(page, 'Nothing was connected: you went back')).toBeVisible();
      await expect(page.getByRole('link', { name: /^Connect / })).toHaveCount(0);
      await page.getByRole('main').getByRole('link', { name: 'Verify your email address' }).click();
      await expect(page).toHaveURL(/\/auth\/verify-email\?redirectToPath=%2Faccount%2Fsign-in-methods$/);
    });

    test('a user connects a provider that knows another address', async ({ page, context }) => {
      const { email } = await signUpVerified(context);
      await page.goto(`${front.url}${PATH}`);
      const other = uniqueEmail();
      await page.getByRole('link', { name: 'Connect Google' }).click();
      await expect(page).toHaveURL(new RegExp(`^${process.env.E2E_PROVIDER_URL}/interaction/`));
      await page.getByLabel('Email').fill(other);
      await page.getByLabel('verified', { exact: true }).check();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(heading(page)).toHaveText('Sign-in methods');
      const methods = page.getByRole('main').getByRole('heading', { level: 2 });
      await expect(methods.filter({ hasText: 'Google' })).toBeVisible();
      await expect(page.getByRole('main').getByText(other)).toBeVisible();
      await expect(page.getByRole('main').getByText(email).first()).toBeVisible();
    });
  });
});

withAndWithoutJavaScript(() => {
  test('a user with one way to sign in cannot remove it', async ({ page, signedIn }) => {
    await page.goto(PATH);
    await expect(page.getByRole('main').getByText(signedIn.account.email)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Add a way to sign in' })).toHaveCount(LINKS ? 1 : 0);
  });
});

test('the page is translated', async ({ page, context, signedIn }) => {
  expect(signedIn.account.email).toBeTruthy();
  for (const [language, title] of [
    ['de', 'Anmeldemethoden'],
    ['ar', 'طرق تسجيل الدخول'],
  ] as const) {
    await chooseLanguage(context, language);
    await page.goto(PATH);
    await expect(heading(page)).toHaveText(title);
    await expectAccessibleLayout(page);
  }
  await chooseLanguage(context, 'en-XA');
  await page.goto(PATH);
  await expectPseudoLanguage(page.locator('form').filter({ has: page.getByRole('list') }));
});
