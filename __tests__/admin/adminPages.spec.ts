import { randomUUID } from 'node:crypto';
import { FIREFOX } from '../support/userAgents.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { adminCommand } from '../support/browser/adminCommand.ts';
import { asAdministrator, test } from './support/administrator.ts';
import { alert, button, findUser } from './support/adminPages.ts';
import { withoutCore } from '../support/browser/core.ts';
import { heading, pressAndConfirm, status } from '../support/browser/locators.ts';
import { expect } from '../support/browser/test.ts';

test('the navigation shows the admin link from the next refresh until the role is removed', async ({
  page,
  signedIn,
}) => {
  const link = page.getByRole('navigation', { name: 'Your pages' }).getByRole('link', { name: 'Admin' });
  await page.goto('/account');
  await adminCommand('give', signedIn.account.email);
  await page.goto('/account');
  await expect(link).toHaveCount(0);
  await signedIn.expire();
  await page.goto('/account');
  await link.click();
  await expect(heading(page)).toHaveText('Users');
  await expect(link).toHaveAttribute('aria-current', 'page');
  await adminCommand('take', signedIn.account.email);
  await signedIn.expire();
  await page.goto('/account');
  await expect(link).toHaveCount(0);
});

asAdministrator("one's own page offers neither the role's end nor one's own", async ({ page, signedIn }) => {
  await signedIn.elsewhere(FIREFOX);
  await findUser(page, signedIn.account.email);
  await expect(button(page, 'Remove : admin')).toHaveCount(0);
  await expect(button(page, 'Delete user')).toHaveCount(0);
  await pressAndConfirm(page, 'Sign out of other sessions');
  await expect(status(page)).toHaveText('All these sessions have ended.');
  await expect(page.getByText('This browser')).toBeVisible();
});

asAdministrator(
  'an unknown user is a 404, an unknown page of the list a message',
  async ({ page, quietConsole }) => {
    quietConsole.allow(/status of 40[04]/);
    for (const id of ['unknown', '%3Cscript%3E', 'a%20b']) {
      expect((await page.goto(`/admin/users/${id}`))?.status()).toBe(404);
      await expect(heading(page)).toHaveText('User not found');
    }
    await page.goto('/admin?cursor=x');
    await expect(alert(page)).toHaveText('This page of the list does not exist.');
    await page.goto('/admin?email=a%3Bb');
    await expect(alert(page)).toHaveText('No address has a semicolon or a control character.');
  },
);

asAdministrator(
  'redirects to sign-in and back without a session, and responds 503 without a core',
  async ({ page, context, quietConsole }) => {
    quietConsole.allow(/status of 503/);
    await withoutCore(async () => {
      expect((await page.goto('/admin'))?.status()).toBe(503);
    });
    await context.clearCookies();
    await page.goto('/admin?email=a');
    await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Fadmin%3Femail%3Da$/);
  },
);

test('no page or state has an accessibility violation or scrolls sideways', async ({
  page,
  signedIn,
  createUser,
  quietConsole,
}) => {
  quietConsole.allow(/status of 40[34]/);
  await page.goto('/admin');
  await expectAccessibleLayout(page);
  await adminCommand('give', signedIn.account.email);
  await adminCommand('give', signedIn.account.email, 'editor');
  const email = `first.middle.last.${randomUUID()}@${'subdomain.'.repeat(8)}example.com`;
  const target = await createUser({ email, password: 'correct horse 7 battery' });
  const paths = ['', '?email=unknown-user', '?cursor=x', '?deleted=1', '/users/unknown'];
  for (const path of paths) {
    await page.goto(`/admin${path}`);
    await expectAccessibleLayout(page);
  }
  await findUser(page, signedIn.account.email);
  await expectAccessibleLayout(page);
  await findUser(page, target.email);
  await button(page, 'Assign :  admin').click();
  await expectAccessibleLayout(page);
  await page.keyboard.press('Escape');
  await expect(button(page, 'Assign :  admin')).toBeFocused();
  await button(page, 'Assign :  editor').click();
  await expect(status(page)).toBeVisible();
  await button(page, 'Delete user').click();
  await expect(page.getByText('Nothing was deleted.')).toBeVisible();
  await expectAccessibleLayout(page);
  await pressAndConfirm(page, 'Assign :  admin');
  await expect(page.getByText('This user is an administrator.')).toBeVisible();
  await expectAccessibleLayout(page);
});
