import { randomUUID } from 'node:crypto';
import { adminCommand } from '../support/browser/adminCommand.ts';
import { asAdministrator, test } from './support/administrator.ts';
import { button, findUser, search } from './support/adminPages.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { postFromAnotherSite } from '../support/browser/crossSite.ts';
import { callsSoFar } from '../support/browser/functionLog.ts';
import { holdPosts } from '../support/browser/heldPosts.ts';
import { expectFocusedStatus, heading, pressAndConfirm, status } from '../support/browser/locators.ts';
import { enrolInBrowser } from '../support/browser/enrolInBrowser.ts';
import { expect } from '../support/browser/test.ts';
import { confirmByKey, pressByKey, typeByKey } from '../support/browser/keyboard.ts';

const ROLES = { route: 'admin/users/:user/roles/:role', method: 'PUT' };
const SESSIONS = '/.netlify/functions/sessions';

withAndWithoutJavaScript(() => {
  test('a user without the role gets a 403, and access once they have it', async ({
    page,
    signedIn,
    quietConsole,
  }) => {
    quietConsole.allow(/status of 403/);
    for (const path of ['/admin', '/admin/users/unknown']) {
      const response = await page.goto(path);
      expect(response?.status()).toBe(403);
      expect(response?.headers()['cache-control']).toContain('no-store');
      await expect(heading(page)).toHaveText("You don't have access to this page");
    }
    await page.goto('/account');
    await expect(page.getByRole('link', { name: 'Admin' })).toHaveCount(0);
    await page.goto('/admin?email=a');
    await adminCommand('give', signedIn.account.email);
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(heading(page)).toHaveText('Users');
    expect(new URL(page.url()).search).toBe('?email=a');
  });

  asAdministrator(
    'an administrator finds a user, assigns and removes a role, ends a session and deletes the user',
    async ({ page, createUser }) => {
      const target = await createUser();
      await findUser(page, target.email);
      await button(page, 'Assign :  editor').click();
      await expect(status(page)).toHaveText('Role editor assigned.');
      await pressAndConfirm(page, 'Remove : editor');
      await expectFocusedStatus(page, 'Role editor removed.');
      await expect(button(page, 'Assign :  editor')).toBeVisible();

      await button(page, /^End session : /).click();
      await expect(status(page).filter({ hasText: 'Session ended.' })).toBeVisible();
      await expect(page.getByText('No active sessions.')).toBeVisible();
      expect((await target.request.get(SESSIONS)).status()).toBe(401);

      const confirmation = page.getByLabel(`Type ${target.email} to confirm`);
      await confirmation.fill('another.user@example.com');
      await button(page, 'Delete user').click();
      await expect(page.getByText("The email address doesn't match. Nothing was deleted.")).toBeVisible();
      await expect(confirmation).toBeFocused();
      await expect(confirmation).toHaveValue('another.user@example.com');
      await confirmation.fill(target.email);
      await button(page, 'Delete user').click();
      await expect(page).toHaveURL(/\/admin\?deleted=1$/);
      await expect(status(page)).toHaveText('User deleted.');
      await search(page).fill(target.email);
      await button(page, 'Search').click();
      await expect(page.getByText('No email address or domain begins with')).toBeVisible();
      await createUser({ email: target.email, password: 'another horse 7' });
    },
  );

  asAdministrator('the list goes on page by page, and so does a search', async ({ page, createUser }) => {
    const domain = `${randomUUID()}.example`;
    for (let at = 0; at < 21; at += 1)
      await createUser({ email: `p${at}@${domain}`, password: 'correct horse 7 battery' });
    const rows = page.getByRole('row').filter({ hasText: '@' });
    await page.goto('/admin');
    await expect(rows).toHaveCount(20);
    await expect(rows.first()).toContainText(`p20@${domain}`);
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(rows.first()).toContainText(`p0@${domain}`);
    await page.getByRole('link', { name: 'First page' }).click();
    await expect(rows.first()).toContainText(`p20@${domain}`);
    await search(page).fill(domain);
    await button(page, 'Search').click();
    await expect(rows).toHaveCount(20);
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(rows).toHaveCount(1);
    await expect(page.getByRole('link', { name: 'Next page' })).toHaveCount(0);
    await expect(search(page)).toHaveValue(domain);
  });

  asAdministrator(
    'an action with an expired token is carried out once, without interruption',
    async ({ page, signedIn, createUser }) => {
      const target = await createUser();
      await findUser(page, target.email);
      const before = await callsSoFar(ROLES);
      const address = page.url();
      await signedIn.expire();
      await button(page, 'Assign :  editor').click();
      await expect(status(page)).toHaveText('Role editor assigned.');
      expect(page.url()).toBe(address);
      expect((await callsSoFar(ROLES)) - before).toBe(1);
      await page.reload();
      await expect(button(page, 'Remove : editor')).toBeVisible();
    },
  );

  asAdministrator(
    'a change that another tab has made counts as done',
    async ({ page, context, createUser, quietConsole }) => {
      quietConsole.allow(/status of 404/);
      const target = await createUser();
      await findUser(page, target.email);
      const second = await context.newPage();
      await second.goto(page.url());
      await button(page, 'Assign :  editor').click();
      await expect(status(page)).toHaveText('Role editor assigned.');
      await button(second, 'Assign :  editor').click();
      await expect(status(second)).toHaveText('The user already had the role editor.');
      await page.getByLabel(/to confirm$/).fill(target.email);
      await button(page, 'Delete user').click();
      await expect(status(page)).toHaveText('User deleted.');
      await pressAndConfirm(second, 'Remove : editor');
      await expect(heading(second)).toHaveText('User not found');
    },
  );

  asAdministrator(
    'a user who loses the role while a form is open is redirected to the 403 page, and nothing changes',
    async ({ page, signedIn, createUser, quietConsole }) => {
      quietConsole.allow(/status of 403/);
      const target = await createUser();
      await findUser(page, target.email);
      await adminCommand('take', signedIn.account.email);
      await button(page, /^End session : /).click();
      await expect(heading(page)).toHaveText("You don't have access to this page");
      expect((await target.request.get(SESSIONS)).status()).toBe(200);
    },
  );
});

asAdministrator(
  'a form that is submitted twice is sent once, and a form of another site does nothing',
  async ({ page, createUser, quietConsole }) => {
    quietConsole.allow(/./);
    const target = await createUser();
    await findUser(page, target.email);
    const before = await callsSoFar(ROLES);
    const form = page.locator('form', { has: button(page, 'Assign :  editor') });
    await postFromAnotherSite(form, { give: 'editor' });
    expect(await callsSoFar(ROLES)).toBe(before);
    const posts = await holdPosts(page, '**/admin/users/**');
    await button(page, 'Assign :  editor').click();
    await page.getByText('Assigning…').click({ force: true });
    posts.release();
    await expect(status(page)).toHaveText('Role editor assigned.');
    expect((await callsSoFar(ROLES)) - before).toBe(1);
  },
);

asAdministrator(
  'an administrator changes and deletes a user by keyboard alone',
  async ({ page, createUser }) => {
    const target = await createUser();
    await page.goto('/admin');
    await typeByKey(search(page), target.email);
    await page.keyboard.press('Enter');
    await pressByKey(page.getByRole('link', { name: target.email }));
    await pressByKey(button(page, 'Assign :  editor'));
    await expect(status(page)).toHaveText('Role editor assigned.');
    await confirmByKey(button(page, 'Remove : editor'), 'Remove : editor');
    await expectFocusedStatus(page, 'Role editor removed.');
    await pressByKey(button(page, /^End session : /), 'Space');
    await expect(status(page).filter({ hasText: 'Session ended.' })).toBeVisible();
    await typeByKey(page.getByLabel(`Type ${target.email} to confirm`), target.email);
    await page.keyboard.press('Enter');
    await expectFocusedStatus(page, 'User deleted.');
  },
);

asAdministrator(
  'an administrator turns off the second factor of a user by keyboard alone',
  async ({ page, createUser }) => {
    const target = await createUser();
    await enrolInBrowser(target.request);
    await page.goto('/admin');
    await typeByKey(search(page), target.email);
    await page.keyboard.press('Enter');
    await pressByKey(page.getByRole('link', { name: target.email }));
    const turnOff = button(page, 'Turn off');
    await pressByKey(turnOff);
    await expect(page.getByRole('dialog')).toContainText('Turn off two-factor authentication?');
    await page.keyboard.press('Escape');
    await expect(turnOff).toBeFocused();
    await confirmByKey(turnOff, 'Turn off');
    await expectFocusedStatus(page, 'Two-factor authentication is off. All sessions have ended.');
    await expect(turnOff).toHaveCount(0);
  },
);
