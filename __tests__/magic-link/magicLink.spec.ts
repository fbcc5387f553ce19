import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { readMail } from '../support/browser/mail.ts';
import { heading, problem } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { codeField, enterCode, linkField, requestLink } from '../support/browser/magicLinkPages.ts';
import { codeIn, wrongCode } from '../support/mailCode.ts';
import { typeByKey } from '../support/browser/keyboard.ts';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    async function withAnotherBrowser(context: BrowserContext, work: (page: Page) => Promise<void>) {
      const options = { baseURL: process.env.E2E_BASE_URL ?? '', javaScriptEnabled };
      const other = await context.browser()?.newContext(options);
      if (other === undefined) throw new Error('the context has no browser');
      await work(await other.newPage());
      await other.close();
    }

    test('a user signs in with the code and lands on the requested page', async ({ page }) => {
      const email = uniqueEmail();
      await page.goto('/account?from=mail');
      const { code } = await requestLink(page, email);
      await expect(codeField(page)).toBeFocused();
      await expect(codeField(page)).toHaveAttribute('autocomplete', 'one-time-code');
      await expect(codeField(page)).toHaveAttribute('inputmode', 'numeric');
      await enterCode(page, wrongCode(code));
      await expect(codeField(page)).toHaveAccessibleDescription('Wrong code. 4 tries left.');
      await enterCode(page, `${code.slice(0, 3)} ${code.slice(3)}`);
      await expect(page).toHaveURL(/\/account\?from=mail$/);
      await expect(page.getByText(`Email link for ${email}`)).toBeVisible();
    });

    test('a link signs in by its button in the browser that requested it', async ({ page, context }) => {
      await page.goto('/account');
      const { link } = await requestLink(page, uniqueEmail());
      const tab = await context.newPage();
      await tab.goto(link);
      await expect(heading(tab)).toHaveText('Sign in');
      await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(tab).toHaveURL(/\/account$/);
      // The other tab has the session, too; its code is used up.
      await page.goto('/session');
      await expect(page).toHaveURL(/\/session$/);
      await tab.goto(link);
      await expect(heading(tab)).toHaveText('This link is no longer valid');
    });

    test('a link signs in elsewhere only after a confirmation that names the address', async ({
      page,
      context,
    }) => {
      const email = uniqueEmail();
      await page.goto('/auth');
      const { link, code } = await requestLink(page, email);
      await withAnotherBrowser(context, async (other) => {
        await other.goto(link);
        await expect(heading(other)).toHaveText('Sign in here?');
        await expect(other.getByText('requested in another browser')).toContainText(email);
        await other.getByRole('button', { name: 'I requested it: sign in here' }).click();
        await expect(other).toHaveURL(/\/session$/);
      });
      await enterCode(page, code);
      await expect(heading(page)).toHaveText('Request a new email');
      await page.getByRole('link', { name: 'Back to sign-in' }).click();
      await expect(page).toHaveURL(/\/auth$/);
    });

    test('another email and another address can be requested', async ({ page }) => {
      await page.goto('/auth?redirectToPath=%2Faccount');
      const { code } = await requestLink(page, uniqueEmail());
      await page.getByRole('button', { name: 'Send another email' }).click();
      await expect(problem(page, 'An email was sent recently.')).toBeVisible();
      await page.getByRole('link', { name: 'Use another address' }).click();
      await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount$/);
      const second = await requestLink(page, uniqueEmail());
      expect(second.code).toMatch(/^\d{6}$/);
      await enterCode(page, code === second.code ? wrongCode(code) : code);
      await expect(codeField(page)).toHaveAccessibleDescription(/^Wrong code\./);
      await enterCode(page, second.code);
      await expect(page).toHaveURL(/\/account$/);
    });

    test('an address with a password is told so after the code', async ({ page, signedIn, context }) => {
      await context.clearCookies();
      await page.goto('/auth');
      const { code } = await requestLink(page, signedIn.account.email);
      await enterCode(page, code);
      await expect(
        problem(page, 'This address already has an account. Sign in with your email and password, or reset'),
      ).toBeVisible();
      const form = page.locator('form[action*="/form/sign"]');
      await expect(form.getByLabel('Email')).toHaveValue(signedIn.account.email);
      await form.getByLabel('Password').fill(signedIn.account.password);
      await form.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page).toHaveURL(/\/session$/);
    });

    test('an invalid address is explained and shown again', async ({ page }) => {
      await page.goto('/auth');
      await linkField(page).fill('name@example');
      await page.getByRole('button', { name: 'Email me a link' }).click();
      await expect(linkField(page)).toHaveAccessibleDescription(/^Enter a valid email address for the link/);
      await expect(linkField(page)).toHaveValue('name@example');
    });
  });

test('a sign-in page says which way was used last', async ({ page, context }) => {
  await page.goto('/auth');
  const { code } = await requestLink(page, uniqueEmail());
  await enterCode(page, code);
  await expect(page).toHaveURL(/\/session$/);
  await context.clearCookies({ name: /^s[A-Z]|^st-/ });
  await page.goto('/auth');
  await expect(page.getByRole('listitem').filter({ has: linkField(page) })).toContainText('Last used');
});

test('the fragment of the requested page survives', async ({ page }) => {
  await page.goto('/account?a=1#profile');
  await expect(page.locator('form[action*="/request"]')).toHaveAttribute('action', /#profile$/);
  const { code } = await requestLink(page, uniqueEmail());
  await expect(page.locator('form[action*="/code"]')).toHaveAttribute('action', /#profile$/);
  await enterCode(page, code);
  await expect(page).toHaveURL(/\/account\?a=1#profile$/);
});

test('the pages of links and codes are accessible', async ({ page, context }) => {
  await page.goto('/auth');
  const { code, link } = await requestLink(page, uniqueEmail());
  await expectAccessibleLayout(page);
  await enterCode(page, wrongCode(code));
  await expect(codeField(page)).toHaveAttribute('aria-invalid', 'true');
  await expectAccessibleLayout(page);
  await page.getByRole('button', { name: 'Send another email' }).click();
  await expect(problem(page, 'An email was sent recently.')).toBeVisible();
  await expectAccessibleLayout(page);
  await page.goto(link);
  await expectAccessibleLayout(page);
  await context.clearCookies();
  for (const path of [
    link,
    '/auth/email-link',
    '/auth/check-email',
    '/auth?formError=other_method&method=password',
  ]) {
    await page.goto(path);
    await expect(heading(page)).toBeVisible();
    await expectAccessibleLayout(page);
  }
});

withAndWithoutJavaScript(() => {
  test('a double click on the button of a link signs in once', async ({ page, context }) => {
    const email = uniqueEmail();
    await page.goto('/auth?redirectToPath=%2Faccount');
    const { link } = await requestLink(page, email);
    const other = await context.newPage();
    await other.goto(link);
    await other.getByRole('button', { name: 'Sign in', exact: true }).dblclick();
    await expect(other).toHaveURL(/\/account$/);
    await expect(other.getByRole('main').getByText(email).first()).toBeVisible();
  });
});

test('a user signs in with a code by keyboard alone', async ({ page }) => {
  const email = uniqueEmail();
  await page.goto('/auth');
  await typeByKey(linkField(page), email);
  await page.keyboard.press('Enter');
  await expect(codeField(page)).toBeFocused();
  const code = codeIn(await readMail(email, 'Sign in to'));
  await page.keyboard.type(wrongCode(code));
  await page.keyboard.press('Enter');
  await expect(codeField(page)).toHaveAccessibleDescription('Wrong code. 4 tries left.');
  await expect(codeField(page)).toBeFocused();
  await typeByKey(codeField(page), code);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/session$/);
});
