import { linkIn } from '../support/readMail.ts';
import { expectAccessible, expectAccessibleLayout } from '../support/browser/accessible.ts';
import { AnotherFront } from '../support/browser/anotherFront.ts';
import { problem } from '../support/browser/locators.ts';
import { readMail } from '../support/browser/mail.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget, widgetOf } from '../support/browser/widget.ts';
import { credentials } from '../support/credentials.ts';

const BANNER = 'Verify your email';

test('a banner sends the mail, and disappears after the link was opened', async ({ page, signedIn }) => {
  const { email } = signedIn.account;
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: BANNER })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send verification email' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'We sent you an email' })).toBeVisible();
  await page.getByRole('button', { name: 'Send verification email' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /another one in \d+ s/ })).toBeVisible();
  await expectAccessible(page);

  await page.goto(linkIn(await readMail(email, 'Verify')));
  await expect(widgetOf(page).getByRole('button', { name: 'Verify this address' })).toBeVisible();
  await expectAccessible(page);
  await widgetOf(page).getByRole('button', { name: 'Verify this address' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Your address is verified' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/session');
  await expect(page.getByRole('heading', { name: BANNER })).toHaveCount(0);
});

test('a used link says so, with a session and without', async ({ page, signedIn }) => {
  const { email } = signedIn.account;
  await signedIn.context.request.post('/.netlify/functions/auth/user/email/verify/token');
  const link = linkIn(await readMail(email, 'Verify'));
  const token = new URL(link).searchParams.get('token');
  await signedIn.context.request.post('/.netlify/functions/auth/user/email/verify', {
    data: { method: 'token', token },
  });
  await page.goto(link);
  await widgetOf(page).getByRole('button', { name: 'Verify this address' }).click();
  await expect(page.getByRole('heading', { name: 'Your address is already verified' })).toBeVisible();
  await expectAccessible(page);
  await signedIn.context.clearCookies();
  await page.goto(link);
  await widgetOf(page).getByRole('button', { name: 'Verify this address' }).click();
  await expect(page.getByRole('heading', { name: 'Your address is already verified' })).toBeVisible();
});

test('an invalid link leads to a new one', async ({ page }) => {
  await page.goto('/auth/verify-email?token=never-sent&tenantId=public');
  await widgetOf(page).getByRole('button', { name: 'Verify this address' }).click();
  await expect(page.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the banner sends the mail and says so', async ({ page, signedIn }) => {
    await page.goto('/session');
    await page.getByRole('button', { name: 'Send verification email' }).click();
    await expect(page.getByText('We sent you an email')).toBeVisible();
    expect((await readMail(signedIn.account.email, 'Verify')).subject).toBe('Verify your email');
    await page.getByRole('button', { name: 'Send verification email' }).click();
    await expect(page.getByText(/another one in \d+ s/)).toBeVisible();
  });
});

test('the banner and the screens have no accessibility violation and do not scroll sideways', async ({
  page,
  signedIn,
}) => {
  await page.goto('/session');
  await expect(page.getByRole('heading', { name: BANNER })).toBeVisible();
  await expectAccessibleLayout(page);
  await signedIn.context.clearCookies();
  await page.goto('/auth/verify-email?token=t&tenantId=public');
  await expect(widgetOf(page).getByRole('button', { name: 'Verify this address' })).toBeVisible();
  await expectAccessibleLayout(page);
});

test.describe('where verification is required', () => {
  let front: AnotherFront;
  test.beforeAll(async () => {
    front = await AnotherFront.start({ EMAIL_VERIFICATION: 'required' });
  });
  test.afterAll(() => front.stop());

  test('unverified users see only the screen that sends the mail', async ({
    page,
    context,
    quietConsole,
  }) => {
    // The widget asks who is signed in, and is refused, as expected.
    quietConsole.allow(/status of 403/);
    const account = newAccount();
    await page.goto(`${front.url}/auth?redirectToPath=${encodeURIComponent('/account?x=1')}`);
    await new LoginWidget(page).signUp(account);
    await page.waitForURL(/\/auth\/verify-email/);
    await expect(page.getByText('Email sent.')).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByRole('button', { name: /Send again in \d+ s/ })).toBeVisible();

    for (const path of ['/session', '/account']) {
      const answer = await context.request.get(`${front.url}${path}`, { maxRedirects: 0 });
      expect(answer.headers().location).toBe(`/auth/verify-email?redirectToPath=${encodeURIComponent(path)}`);
      expect(await answer.text()).not.toContain(account.email);
    }
    const user = await context.request.get(`${front.url}/.netlify/functions/user`);
    expect(user.status()).toBe(403);

    await page.goto(linkIn(await readMail(account.email, 'Verify')));
    await widgetOf(page).getByRole('button', { name: 'Verify this address' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/account?x=1');
    await expect(page.getByRole('main').getByText(account.email).first()).toBeVisible();
  });

  test('one mail is sent, however often the screen is shown', async ({ page, context, quietConsole }) => {
    // The widget asks who is signed in, and is refused.
    quietConsole.allow(/status of 403/);
    const asked: (number | undefined)[] = [];
    context.on('response', (response) => {
      if (response.url().endsWith('/user/email/verify/token')) asked.push(response.status());
    });
    const account = newAccount();
    await page.goto(`${front.url}/auth`);
    await new LoginWidget(page).signUp(account);
    await expect(page.getByText('Email sent.')).toBeVisible();
    const other = await context.newPage();
    for (const show of [
      () => page.reload(),
      () => page.goto(`${front.url}/account`),
      () => other.goto(`${front.url}/session`),
    ]) {
      await show();
      const shown = other.url() === 'about:blank' ? page : other;
      await expect(shown.getByText('We have already sent you an email.')).toBeVisible();
      await expect(shown.getByRole('button', { name: /Send again in \d+ s/ })).toBeVisible();
      await expect(shown.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
    }
    expect(asked).toEqual([200]);
  });

  test('the screen of one user sends no mail to another and does not sign out anyone else', async ({
    page,
    context,
    quietConsole,
  }) => {
    quietConsole.allow(/status of (403|409)/);
    await page.clock.install();
    await page.goto(`${front.url}/auth`);
    await new LoginWidget(page).signUp(newAccount());
    await expect(page.getByText('Email sent.')).toBeVisible();
    const { email, password } = newAccount();
    await context.request.post(`${front.url}/.netlify/functions/auth/signup`, {
      headers: { 'st-auth-mode': 'cookie' },
      data: credentials(email, password),
    });
    const again = page.getByRole('button', { name: 'Send again', exact: true });
    await expect(async () => {
      await page.clock.runFor(1000);
      await expect(again).toBeVisible({ timeout: 1 });
    }).toPass({ intervals: [0] });
    await again.click();
    await expect(problem(page, 'Another account is now signed in in this browser')).toBeVisible();
    await widgetOf(page).getByRole('button', { name: 'Sign out' }).click();
    await expect(problem(page, 'Another account is now signed in in this browser')).toBeVisible();
    await expect(page).toHaveURL(/verify-email/);
    const user = await context.request.get(`${front.url}/.netlify/functions/user`);
    expect(user.status()).toBe(403);
  });

  test('an unverified user can sign out of that screen', async ({ page }) => {
    await page.goto(`${front.url}/auth`);
    await new LoginWidget(page).signUp(newAccount());
    await page.waitForURL(/\/auth\/verify-email/);
    await widgetOf(page).getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/\/auth(\?|\/$|$)/);
    await expect(new LoginWidget(page).email).toBeVisible();
  });
});
