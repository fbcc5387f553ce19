import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { problem } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const PROVIDERS = ['Google', 'GitHub', 'Apple', 'OpenID Connect'];

/** Goes to the page of the local provider. */
async function chooseProvider(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: `Continue with ${name}` }).click();
  await expect(page).toHaveURL(new RegExp(`^${process.env.E2E_PROVIDER_URL}/interaction/`));
}

interface Answer {
  email: string;
  address?: string;
  button?: string;
}

/** Enters at the local provider who signs in. */
async function answer(
  page: Page,
  { email, address = 'verified', button = 'Sign in' }: Answer,
): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel(address, { exact: true }).check();
  await page.getByRole('button', { name: button }).click();
}

withAndWithoutJavaScript((javaScriptEnabled) => {
  for (const name of PROVIDERS)
    test(`a user signs in with ${name} and lands on the requested page`, async ({ page }) => {
      // Apple's form comes from a page that sends itself, or has a button.
      const isForm = name === 'Apple' && !javaScriptEnabled;
      const email = uniqueEmail();
      await page.goto('/account?tab=1');
      await chooseProvider(page, name);
      await answer(page, { email });
      if (isForm) await page.getByRole('button').click();
      await expect(page).toHaveURL(/\/account\?tab=1$/);
      await expect(page.getByText(`${name} for ${email}`)).toBeVisible();
    });

  for (const [name, prompt] of [
    ['OpenID Connect', 'login'],
    ['GitHub', 'select_account'],
  ] as const)
    test(`a user without a password confirms who they are with ${name}`, async ({ page }) => {
      const user = { email: uniqueEmail() };
      await page.goto('/auth');
      await chooseProvider(page, name);
      await answer(page, user);
      await page.goto('/confirm-identity?redirectToPath=%2Faccount%2Fdelete');
      await page.getByRole('button', { name: 'Sign in again' }).click();
      const asked = page.waitForRequest(new RegExp(`prompt=${prompt}`));
      await chooseProvider(page, name);
      await asked;
      await answer(page, user);
      await expect(page).toHaveURL(/\/account\/delete$/);
    });

  test('every refusal ends on the sign-in page with a sentence', async ({ page, context }) => {
    const cases: [Omit<Answer, 'email'>, string][] = [
      [{ button: 'Deny' }, 'You canceled the sign-in with Google. Try again, or sign in another way.'],
      [{ button: 'Answer with an error' }, 'Sign-in with Google is not available at the moment.'],
      [{ address: 'not verified' }, 'Your email address is not verified by Google.'],
      [{ address: 'not known: it sends none' }, 'Your account with Google has no email address'],
    ];
    for (const [given, text] of cases) {
      // The provider asks before it signs another user in, and remembers the last one.
      await context.clearCookies({ domain: '127.0.0.1' });
      await page.goto('/auth?redirectToPath=%2Faccount');
      await chooseProvider(page, 'Google');
      await answer(page, { email: uniqueEmail(), ...given });
      await expect(problem(page, text)).toBeVisible();
      expect((await context.cookies()).map(({ name }) => name)).not.toContain('sAccessToken');
    }
    // The next try still leads to the requested page.
    await context.clearCookies({ domain: '127.0.0.1' });
    await chooseProvider(page, 'Google');
    await answer(page, { email: uniqueEmail() });
    await expect(page).toHaveURL(/\/account$/);
  });
});

test('an address that has an account is refused with the way to sign in', async ({ page, signedIn }) => {
  const { email } = signedIn.account;
  await signedIn.context.clearCookies();
  await page.goto('/auth');
  await chooseProvider(page, 'GitHub');
  await answer(page, { email });
  const text =
    'This address already has an account. Sign in with your email and password, or reset your password.';
  await expect(problem(page, text)).toBeVisible();
});

test('the way that was used last is marked', async ({ page, context }) => {
  await page.goto('/auth');
  await chooseProvider(page, 'Google');
  await answer(page, { email: uniqueEmail() });
  await expect(page).toHaveURL(/\/session$/);
  const cookies = (await context.cookies()).filter(({ name }) => name === 'lastSignInMethod');
  await context.clearCookies();
  await context.addCookies(cookies);
  await page.goto('/auth');
  await expect(page.getByRole('link', { name: 'Continue with Google Last used' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Last used/ })).toHaveCount(1);
});

test('the sign-in page with a problem is accessible', async ({ page }) => {
  await page.goto('/auth?formError=provider_denied&provider=google');
  await expect(problem(page, 'You canceled the sign-in with Google.')).toBeVisible();
  await expectAccessibleLayout(page);
});
