import type { BrowserContext, Page } from '@playwright/test';
import { FIREFOX } from '../support/userAgents.ts';
import { accountCookies } from '../support/browser/accountCookies.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { postFromAnotherSite } from '../support/browser/crossSite.ts';
import { callsSoFar } from '../support/browser/functionLog.ts';
import { heading } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

const NEXT = 'tall giraffe 2';

/**
 * Each form of the account pages that can be sent more than once: how it is filled and sent, and its
 * message.
 */
const forms = {
  profile: {
    path: '/account',
    calls: { route: 'profile', method: 'PATCH' },
    fill: (page: Page) => page.getByRole('textbox', { name: 'Name' }).fill('Ada'),
    button: 'Save',
    done: /Saved\./,
  },
  sessions: {
    path: '/account/sessions',
    calls: { route: 'sessions', method: 'DELETE' },
    // Opens the dialog, whose button follows that of the page.
    fill: (page: Page) => page.getByRole('button', { name: 'Sign out of other sessions' }).click(),
    button: 'Sign out of other sessions',
    done: /All other sessions have ended\./,
  },
  password: {
    path: '/account/password',
    calls: { route: 'password', method: 'PUT' },
    fill: async (page: Page, password: string) => {
      await page.getByLabel('Current password', { exact: true }).fill(password);
      await page.getByLabel('New password', { exact: true }).fill(NEXT);
    },
    button: 'Change password',
    done: /Password changed\.|Your password was changed a moment ago/,
  },
};

const said = (page: Page, words: RegExp) =>
  page.locator('main').locator('[role=status], [role=alert]').filter({ hasText: words });

async function twoTabs(page: Page, context: BrowserContext): Promise<[Page, Page]> {
  return [page, await context.newPage()];
}

withAndWithoutJavaScript(() => {
  for (const [name, { path, calls, fill, button, done }] of Object.entries(forms)) {
    test(`${name}: two tabs submit at the same time with an expired token, and both succeed`, async ({
      page,
      signedIn,
      context,
    }) => {
      await signedIn.elsewhere(FIREFOX);
      const tabs = await twoTabs(page, context);
      for (const tab of tabs) {
        await tab.goto(path);
        await fill(tab, signedIn.account.password);
      }
      const before = await callsSoFar(calls);
      await signedIn.expire();
      await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: button }).last().click()));
      for (const tab of tabs) {
        await expect(said(tab, done)).toBeVisible();
        expect(new URL(tab.url()).pathname).toBe(path);
      }
      expect((await callsSoFar(calls)) - before).toBe(2);
      // A refresh token that was used twice would show at the next refresh.
      await signedIn.expire();
      for (const tab of tabs) {
        await tab.goto('/account');
        await expect(heading(tab)).toHaveText('Your account');
      }
    });
  }
});

test.describe('without JavaScript, a button that is pressed twice', () => {
  test.use({ javaScriptEnabled: false });

  for (const [name, { path, fill, button, done }] of Object.entries(forms)) {
    test(`${name}: carries out the change and confirms it`, async ({ page, signedIn }) => {
      await signedIn.elsewhere(FIREFOX);
      await page.goto(path);
      await fill(page, signedIn.account.password);
      await page.getByRole('button', { name: button }).last().dblclick();
      await expect(said(page, done)).toBeVisible();
      await page.goto('/account');
      await expect(heading(page)).toHaveText('Your account');
    });
  }

  test('deletion: ends on the confirmation page', async ({ page, signedIn, context }) => {
    await page.goto('/account/delete');
    await page.getByLabel('Password', { exact: true }).fill(signedIn.account.password);
    await page.getByLabel('Type “delete my account”').fill('delete my account');
    await page.getByRole('button', { name: 'Delete account' }).dblclick();
    await expect(page).toHaveURL(/\/account-deleted$/);
    expect(await accountCookies(context)).toEqual([]);
  });
});

test('profile: a form of another site changes nothing', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/./);
  await signedIn.context.cookies();
  const { path, calls } = forms.profile;
  await page.goto(path);
  const before = await callsSoFar(calls);
  for (const answer of await postFromAnotherSite(page.locator('main form'), { name: 'Eve' }))
    expect(await answer.text()).not.toContain('Saved.');
  expect(await callsSoFar(calls)).toBe(before);
});
