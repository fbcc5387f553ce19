import type { Page } from '@playwright/test';
import { FIREFOX } from '../support/userAgents.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { withoutCore } from '../support/browser/core.ts';
import { expect, test } from '../support/browser/test.ts';
import { credentials } from '../support/credentials.ts';

const lines = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: /UTC|failed|more/ });

/** An attacker on the same machine guesses. */
async function guess(page: Page, email: string): Promise<void> {
  const response = await page.context().request.post('/.netlify/functions/auth/signin', {
    headers: { 'st-auth-mode': 'cookie' },
    data: credentials(email, 'not the password 1'),
  });
  expect(await response.json()).toEqual({ status: 'WRONG_CREDENTIALS_ERROR' });
}

withAndWithoutJavaScript(() => {
  test('the user sees sign-ins, the number of failed ones, and sessions that they ended', async ({
    page,
    signedIn,
  }) => {
    await signedIn.elsewhere(FIREFOX);
    await guess(page, signedIn.account.email);
    await guess(page, signedIn.account.email);
    await page.goto('/account/sessions');
    await page.getByRole('button', { name: 'End session : Firefox 140 on Linux' }).click();
    await expect(page.getByRole('status')).toHaveText('Session ended.');
    await page.getByRole('link', { name: 'Activity' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Recent activity');
    await expect(lines(page)).toHaveCount(5);
    await expect(lines(page).nth(0)).toHaveText(/^Other sessions ended, Chrome \d+ on \w+/);
    await expect(lines(page).nth(1)).toHaveText(/^First sign-in with this browser, Firefox 140 on Linux/);
    await expect(lines(page).nth(2)).toHaveText(/^Signed in, Firefox 140 on Linux/);
    await expect(lines(page).nth(3)).toHaveText(/^Signed in/);
    await expect(lines(page).nth(4)).toHaveText(/^2 sign-ins failed/);
  });

  test('filters show one kind of event, and an empty one leads back to all', async ({ page, signedIn }) => {
    await guess(page, signedIn.account.email);
    await page.goto('/account/activity');
    const filters = page.getByRole('navigation', { name: 'Kinds of events' });
    await filters.getByRole('link', { name: 'Sign-ins' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\?kind=sign-ins$/);
    await expect(filters.locator('[aria-current]')).toHaveText(['Sign-ins']);
    await expect(lines(page)).toHaveCount(2);
    await filters.getByRole('link', { name: 'Administration' }).click();
    await expect(page.getByText('No events of this kind')).toBeVisible();
    await expect(lines(page)).toHaveCount(0);
    await page.getByRole('link', { name: 'Show all events' }).click();
    await expect(filters.locator('[aria-current]')).toHaveText(['All']);
    await page.goto('/account/activity?kind=%3Cb%3E&kind=changes');
    await expect(filters.locator('[aria-current]')).toHaveText(['All']);
    await expect(lines(page)).toHaveCount(2);
  });

  test('days and times are those of the time zone of the user', async ({ page, signedIn, baseURL }) => {
    const url = baseURL ?? '';
    await signedIn.context.addCookies([{ name: 'timeZone', value: 'Pacific/Kiritimati', url }]);
    await page.goto('/account/activity');
    const options = { timeZone: 'Pacific/Kiritimati', dateStyle: 'long' } as const;
    const time = page.getByRole('main').getByRole('listitem').locator('time').first();
    const at = Date.parse((await time.getAttribute('datetime')) ?? '');
    await expect(time).toHaveText(/GMT\+14/);
    const day = new Intl.DateTimeFormat('en-GB', options).format(at);
    await expect(page.getByRole('heading', { level: 2, name: day, exact: true })).toBeVisible();
  });

  test('refreshes an expired token on the way', async ({ page, signedIn }) => {
    await signedIn.expire();
    await page.goto('/account/activity');
    expect(new URL(page.url()).pathname).toBe('/account/activity');
    await expect(lines(page)).toHaveCount(1);
  });
});

test('without a session, redirects to sign-in and back', async ({ page }) => {
  await page.goto('/account/activity');
  await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount%2Factivity$/);
});

test('responds 503 without a core', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 503/);
  await signedIn.context.cookies();
  await withoutCore(async () => {
    expect((await page.goto('/account/activity'))?.status()).toBe(503);
  });
});

test('has no accessibility violation and does not scroll sideways', async ({ page, signedIn }) => {
  await guess(page, signedIn.account.email);
  await page.goto('/account/activity');
  await expect(lines(page)).toHaveCount(2);
  await expectAccessibleLayout(page);
});
