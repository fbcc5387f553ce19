import { linkIn } from '../support/readMail.ts';
import { FIREFOX } from '../support/userAgents.ts';
import { expectAccessible, expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { readMail } from '../support/browser/mail.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';
import { pressByKey, typeByKey } from '../support/browser/keyboard.ts';

test('the link to the new address changes it, and the old address is notified', async ({
  page,
  context,
  signedIn,
}) => {
  const { email, password } = signedIn.account;
  const next = newAccount().email;
  await page.goto('/account/email');
  await expect(page.getByRole('main').getByText(email)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('New email').fill(next);
  await page.getByLabel('Password', { exact: true }).fill('not the password 1');
  await page.getByRole('button', { name: 'Change email' }).click();
  await expect(page.getByText('Wrong password.')).toBeVisible();
  await expect(page.getByLabel('New email')).toHaveValue(next);
  await expectAccessible(page);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Change email' }).click();
  await expect(page.getByRole('status').filter({ hasText: `We sent a link to ${next}` })).toBeVisible();
  await expectAccessible(page);

  await page.goto(linkIn(await readMail(next, 'Confirm')));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByRole('status').filter({ hasText: `Your email is now ${next}` })).toBeVisible();
  await expectAccessible(page);
  expect((await readMail(email, 'was changed')).text).toContain(next);

  await page.goto('/account');
  await expect(page.getByRole('main').getByText(next).first()).toBeVisible();
  await context.clearCookies();
  await page.goto('/auth');
  await new LoginWidget(page).signIn({ email: next, password });
  await page.waitForURL('**/session');
});

withAndWithoutJavaScript(() => {
  test('the owner of the old address cancels the change without a session and goes on to a new password', async ({
    page,
    context,
    signedIn,
  }) => {
    const { email, password } = signedIn.account;
    const next = newAccount().email;
    await page.goto('/account/email');
    await page.getByLabel('New email').fill(next);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Change email' }).click();
    await expect(page.getByText(`We sent a link to ${next}`)).toBeVisible();
    const elsewhere = await signedIn.elsewhere(FIREFOX);
    const link = linkIn(await readMail(email, 'Email change requested'));

    await context.clearCookies();
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cancel the email change');
    // What only opens the link, as mail scanners do, changes nothing.
    expect((await elsewhere.request.get('/.netlify/functions/sessions')).status()).toBe(200);
    await page.getByRole('button', { name: 'Cancel email change' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Email change canceled' })).toBeVisible();
    expect((await elsewhere.request.get('/.netlify/functions/sessions')).status()).toBe(401);
    await page.getByRole('link', { name: 'Set a new password' }).click();
    await page.waitForURL('**/auth/reset-password');

    await page.goto(link);
    await page.getByRole('button', { name: 'Cancel email change' }).click();
    await expect(page.getByText('This link is no longer valid')).toBeVisible();
    await page.goto(linkIn(await readMail(next, 'Confirm')));
    await page.getByRole('button', { name: 'Confirm email' }).click();
    await expect(page.getByText('This link is no longer valid')).toBeVisible();
  });

  test('canceling signs out a browser that is signed in', async ({ page, signedIn }) => {
    const { email, password } = signedIn.account;
    const next = newAccount().email;
    await page.goto('/account/email');
    await page.getByLabel('New email').fill(next);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Change email' }).click();
    await expect(page.getByText(`We sent a link to ${next}`)).toBeVisible();
    await page.goto(linkIn(await readMail(email, 'Email change requested')));
    await page.getByRole('button', { name: 'Cancel email change' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Email change canceled' })).toBeVisible();
    await page.goto('/account');
    await page.waitForURL('**/auth?**');
  });

  test('an invalid link says so', async ({ page }) => {
    for (const query of [
      '',
      '?token=',
      '?token=nonsense',
      `?token=${'%00'.repeat(30)}`,
      '?token=a&token=b',
    ]) {
      await page.goto(`/auth/cancel-email-change${query}`);
      await page.getByRole('button', { name: 'Cancel email change' }).click();
      await expect(
        page.getByText(/The link is not complete|This link is no longer valid|cannot be stored/),
      ).toBeVisible();
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the email can be changed', async ({ page, signedIn }) => {
    const next = newAccount().email;
    await page.goto('/account/email');
    await page.getByLabel('New email').fill(next);
    await page.getByLabel('Password', { exact: true }).fill(signedIn.account.password);
    await page.getByRole('button', { name: 'Change email' }).click();
    await expect(page.getByText(`We sent a link to ${next}`)).toBeVisible();

    await page.goto(linkIn(await readMail(next, 'Confirm')));
    await page.getByRole('button', { name: 'Confirm email' }).click();
    await expect(page.getByText(`Your email is now ${next}`)).toBeVisible();
    await page.goto(linkIn(await readMail(next, 'Confirm')));
    await page.getByRole('button', { name: 'Confirm email' }).click();
    await expect(page.getByText(`This link has been used. Your email is ${next}.`)).toBeVisible();
  });
});

test('the pages of an email change have no accessibility violation and do not scroll sideways', async ({
  page,
  signedIn,
}) => {
  await signedIn.context.cookies();
  for (const path of ['/account/email', '/auth/confirm-email?token=t', '/auth/cancel-email-change?token=t']) {
    await page.goto(path);
    await expectAccessibleLayout(page);
  }
});

test('an address is changed by keyboard alone', async ({ page, signedIn }) => {
  const next = newAccount().email;
  await page.goto('/account/email');
  await typeByKey(page.getByLabel('New email'), next);
  await typeByKey(page.getByLabel('Password', { exact: true }), 'not the password 1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Wrong password.')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await typeByKey(page.getByLabel('Password', { exact: true }), signedIn.account.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`We sent a link to ${next}`)).toBeVisible();
  await page.goto(linkIn(await readMail(next, 'Confirm')));
  await pressByKey(page.getByRole('button', { name: 'Confirm email' }));
  await expect(page.getByRole('status').filter({ hasText: `Your email is now ${next}` })).toBeVisible();
});
