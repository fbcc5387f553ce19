import { linkIn } from '../support/readMail.ts';
import { expectAccessible, expectAccessibleLayout } from './support/accessible.ts';
import { inEveryViewport } from './support/browserSettings.ts';
import { readMail } from './support/mail.ts';
import { expect, newAccount, test } from './support/test.ts';
import { LoginWidget } from './support/widget.ts';

test('an address is changed by the link that was sent to the new one, and the old one is told', async ({
  page,
  context,
  signedIn,
}) => {
  const { email, password } = signedIn.account;
  const next = newAccount().email;
  await page.goto('/account/email');
  await expect(page.getByText(email)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('New address').fill(next);
  await page.getByLabel('Password', { exact: true }).fill('not the password 1');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('That is not your password.')).toBeVisible();
  await expect(page.getByLabel('New address')).toHaveValue(next);
  await expectAccessible(page);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('status').filter({ hasText: `on its way to ${next}` })).toBeVisible();
  await expectAccessible(page);

  await page.goto(linkIn(await readMail(next, 'Confirm')));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use this address' }).click();
  await expect(page.getByRole('status').filter({ hasText: `Your address is ${next} now` })).toBeVisible();
  await expectAccessible(page);
  expect((await readMail(email, 'was changed')).text).toContain(next);

  await page.goto('/account');
  await expect(page.getByText(next).first()).toBeVisible();
  await context.clearCookies();
  await page.goto('/auth');
  await new LoginWidget(page).signIn({ email: next, password });
  await page.waitForURL('**/session');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an address is changed all the same', async ({ page, signedIn }) => {
    const next = newAccount().email;
    await page.goto('/account/email');
    await page.getByLabel('New address').fill(next);
    await page.getByLabel('Password', { exact: true }).fill(signedIn.account.password);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByText(`on its way to ${next}`)).toBeVisible();

    await page.goto(linkIn(await readMail(next, 'Confirm')));
    await page.getByRole('button', { name: 'Use this address' }).click();
    await expect(page.getByText(`Your address is ${next} now`)).toBeVisible();
    await page.getByRole('button', { name: 'Use this address' }).click();
    await expect(page.getByText('This link is no longer good')).toBeVisible();
  });
});

inEveryViewport(() => {
  test('the pages for another address have no violation and do not scroll sideways', async ({
    page,
    signedIn,
  }) => {
    await signedIn.context.cookies();
    for (const path of ['/account/email', '/auth/confirm-email?token=t']) {
      await page.goto(path);
      await expectAccessibleLayout(page);
    }
  });
});
