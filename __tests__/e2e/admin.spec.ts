import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts';
import { adminCommand, asAdministrator, test } from './support/administrator.ts';
import { withoutCore } from './support/core.ts';
import { callsSoFar } from './support/functionLog.ts';
import { expect } from './support/test.ts';

const ROLES = { route: 'admin/users/:user/roles/:role', method: 'PUT' };
const SESSIONS = '/.netlify/functions/sessions';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const search = (page: Page) => page.getByRole('searchbox', { name: 'E-mail address begins with' });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const status = (page: Page) => page.getByRole('status').filter({ hasText: /./ });
const alert = (page: Page) => page.getByRole('main').getByRole('alert').filter({ hasText: /./ });

async function find(page: Page, email: string): Promise<void> {
  await page.goto('/admin');
  await search(page).fill(email);
  await button(page, 'Search').click();
  await page.getByRole('link', { name: email }).click();
  await expect(heading(page)).toHaveText(email);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('who has not the role gets a 403, and is let in once she has it', async ({
      page,
      signedIn,
      quietConsole,
    }) => {
      quietConsole.allow(/status of 403/);
      for (const path of ['/admin', '/admin/users/somebody']) {
        const response = await page.goto(path);
        expect(response?.status()).toBe(403);
        expect(response?.headers()['cache-control']).toContain('no-store');
        await expect(heading(page)).toHaveText('Your key does not fit this door');
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
      'an administrator finds somebody, gives and takes a role, ends her session and deletes her',
      async ({ page, newPerson }) => {
        const target = await newPerson();
        await find(page, target.email);
        await button(page, 'Give : editor').click();
        await expect(status(page)).toHaveText('The role editor is given.');
        await button(page, 'Take away : editor').click();
        await expect(status(page)).toHaveText('The role editor is taken away.');
        await expect(button(page, 'Give : editor')).toBeVisible();

        await button(page, /^End : /).click();
        await expect(status(page).filter({ hasText: 'The session is ended.' })).toBeVisible();
        await expect(page.getByText('Signed in nowhere.')).toBeVisible();
        expect((await target.request.get(SESSIONS)).status()).toBe(401);

        const confirmation = page.getByLabel(`Type ${target.email} to confirm`);
        await confirmation.fill('somebody.else@example.com');
        await button(page, 'Delete for good').click();
        await expect(page.getByText('This is not what stands above. Nothing was deleted.')).toBeVisible();
        await expect(confirmation).toBeFocused();
        await expect(confirmation).toHaveValue('somebody.else@example.com');
        await confirmation.fill(target.email);
        await button(page, 'Delete for good').click();
        await expect(page).toHaveURL(/\/admin\?deleted=1$/);
        await expect(status(page)).toHaveText('The user is deleted.');
        await search(page).fill(target.email);
        await button(page, 'Search').click();
        await expect(page.getByText('No address begins with')).toBeVisible();
        await newPerson({ email: target.email, password: 'another horse 7' });
      },
    );

    asAdministrator('the list goes on page by page, and so does a search', async ({ page, newPerson }) => {
      const domain = `${randomUUID()}.example`;
      for (let at = 0; at < 21; at += 1)
        await newPerson({ email: `p${at}@${domain}`, password: 'correct horse 7 battery' });
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
      'an action with a token that has just run out is done once, and nobody notices',
      async ({ page, signedIn, newPerson }) => {
        const target = await newPerson();
        await find(page, target.email);
        const before = callsSoFar(ROLES);
        const address = page.url();
        await signedIn.expire();
        await button(page, 'Give : editor').click();
        await expect(status(page)).toHaveText('The role editor is given.');
        expect(page.url()).toBe(address);
        expect(callsSoFar(ROLES) - before).toBe(1);
        await page.reload();
        await expect(button(page, 'Take away : editor')).toBeVisible();
      },
    );

    asAdministrator(
      'what another tab has done is done already',
      async ({ page, context, newPerson, quietConsole }) => {
        quietConsole.allow(/status of 404/);
        const target = await newPerson();
        await find(page, target.email);
        const second = await context.newPage();
        await second.goto(page.url());
        await button(page, 'Give : editor').click();
        await expect(status(page)).toHaveText('The role editor is given.');
        await button(second, 'Give : editor').click();
        await expect(status(second)).toHaveText('The role editor was given already.');
        await page.getByLabel(/to confirm$/).fill(target.email);
        await button(page, 'Delete for good').click();
        await expect(status(page)).toHaveText('The user is deleted.');
        await button(second, 'Take away : editor').click();
        await expect(heading(second)).toHaveText('There is no such user');
      },
    );

    asAdministrator(
      'who loses the role while a form is open is led to the 403 page, and nothing is done',
      async ({ page, signedIn, newPerson, quietConsole }) => {
        quietConsole.allow(/status of 403/);
        const target = await newPerson();
        await find(page, target.email);
        await adminCommand('take', signedIn.account.email);
        await button(page, /^End : /).click();
        await expect(heading(page)).toHaveText('Your key does not fit this door');
        expect((await target.request.get(SESSIONS)).status()).toBe(200);
      },
    );
  });
}

test('the navigation shows the way from the next refresh on, and no longer', async ({ page, signedIn }) => {
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
  await signedIn.elsewhere('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
  await find(page, signedIn.account.email);
  await expect(button(page, 'Take away : admin')).toHaveCount(0);
  await expect(button(page, 'Delete for good')).toHaveCount(0);
  await button(page, 'End all others').click();
  await expect(status(page)).toHaveText('All these sessions are ended.');
  await expect(page.getByText('This one')).toBeVisible();
});

asAdministrator(
  'a user who is none is a 404, a page that is none a message',
  async ({ page, quietConsole }) => {
    quietConsole.allow(/status of 40[04]/);
    for (const id of ['nobody', '%3Cscript%3E', 'a%20b']) {
      expect((await page.goto(`/admin/users/${id}`))?.status()).toBe(404);
      await expect(heading(page)).toHaveText('There is no such user');
    }
    await page.goto('/admin?after=x');
    await expect(alert(page)).toHaveText('There is no such page.');
    await page.goto('/admin?email=a%3Bb');
    await expect(alert(page)).toHaveText('No address has a semicolon or a control character.');
  },
);

asAdministrator(
  'without a session the pages lead to login and back, without a core to a 503',
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

asAdministrator(
  'pressed twice, a form is sent once; from another site, it does nothing',
  async ({ page, context, newPerson, quietConsole }) => {
    quietConsole.allow(/./);
    const target = await newPerson();
    await find(page, target.email);
    const fields = await page
      .locator('form', { has: page.getByRole('button', { name: 'Give : editor' }) })
      .locator('input[type=hidden]')
      .evaluateAll((inputs) =>
        inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value]),
      );
    const before = callsSoFar(ROLES);
    const senders: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of senders) {
      await context.request.post(new URL(page.url()).pathname, {
        headers,
        multipart: Object.fromEntries([...fields, ['give', 'editor']]) as Record<string, string>,
      });
    }
    expect(callsSoFar(ROLES)).toBe(before);
    const { promise: held, resolve: letGo } = Promise.withResolvers<undefined>();
    await page.route('**/admin/users/**', async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await button(page, 'Give : editor').click();
    await page.getByText('Giving…').click({ force: true });
    letGo(undefined);
    await expect(status(page)).toHaveText('The role editor is given.');
    expect(callsSoFar(ROLES) - before).toBe(1);
  },
);

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test('every page and state has no violation and does not scroll sideways', async ({
        page,
        signedIn,
        newPerson,
        quietConsole,
      }) => {
        quietConsole.allow(/status of 40[34]/);
        const look = async () => {
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        };
        await page.goto('/admin');
        await look();
        await adminCommand('give', signedIn.account.email);
        await adminCommand('give', signedIn.account.email, 'editor');
        const target = await newPerson();
        const paths = ['', '?email=nobody-at-all', '?after=x', '?deleted=1', '/users/nobody'];
        for (const path of paths) {
          await page.goto(`/admin${path}`);
          await look();
        }
        await find(page, signedIn.account.email);
        await look();
        await find(page, target.email);
        await button(page, 'Give : editor').click();
        await expect(status(page)).toBeVisible();
        await button(page, 'Delete for good').click();
        await expect(page.getByText('Nothing was deleted.')).toBeVisible();
        await look();
        await button(page, 'Give : admin').click();
        await expect(page.getByText('This is an administrator.')).toBeVisible();
        await look();
      });
    });
  }
}
