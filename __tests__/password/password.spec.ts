import type { Page } from '@playwright/test';
import { FIREFOX } from '../support/userAgents.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { withoutCore } from '../support/browser/core.ts';
import { postFromAnotherSite } from '../support/browser/crossSite.ts';
import { callsSoFar } from '../support/browser/functionLog.ts';
import { holdPosts } from '../support/browser/heldPosts.ts';
import { problem } from '../support/browser/locators.ts';
import { readMail } from '../support/browser/mail.ts';
import { current, next, PAGE } from '../support/browser/passwordForm.ts';
import { expect, test } from '../support/browser/test.ts';

const CHANGING = { route: 'password', method: 'PUT' };
const NEXT = 'tall giraffe 2';

const send = (page: Page) => page.getByRole('button', { name: 'Change password' });
const said = (page: Page) => page.getByRole('status').filter({ hasText: 'Password changed' });

async function fill(page: Page, currentPassword: string, newPassword = NEXT): Promise<void> {
  await current(page).fill(currentPassword);
  await next(page).fill(newPassword);
}

/**
 * The HTML of the page, and what a browser without JavaScript would send: no password is in
 * either.
 */
async function expectNothingKept(page: Page, ...passwords: string[]): Promise<void> {
  const kept = (await page.content()) + page.url();
  for (const password of passwords) expect(kept).not.toContain(password);
  for (const field of [current(page), next(page)]) await expect(field).toHaveValue('');
}

withAndWithoutJavaScript(() => {
  test('a user changes their password, stays signed in here and is signed out elsewhere', async ({
    page,
    signedIn,
  }) => {
    const { email, password } = signedIn.account;
    const firefox = await signedIn.elsewhere(FIREFOX);
    await page.goto('/account');
    await page.getByRole('link', { name: 'Password', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change your password');
    await fill(page, password);
    await send(page).click();
    await expect(said(page)).toHaveText('Password changed. One other session has ended.');
    await expectNothingKept(page, password, NEXT);
    expect((await firefox.request.get('/.netlify/functions/sessions')).status()).toBe(401);
    const mail = await readMail(email, 'Your password was changed');
    expect(mail.text).toContain(new URL('/auth/reset-password', page.url()).href);
    expect(await signedIn.canSignIn()).toBe(false);
    expect(await signedIn.canSignIn(NEXT)).toBe(true);
    await page.goto('/account/sessions');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your sessions');
    await expect(page.getByText('This browser')).toBeVisible();
  });

  test('an error is shown at its field, which has the focus, and no password is echoed', async ({
    page,
    signedIn,
  }) => {
    const { password } = signedIn.account;
    await page.goto(PAGE);
    const tries: { typed: [string, string]; field: typeof current; words: string }[] = [
      { typed: ['wrong horse 1', NEXT], field: current, words: 'Wrong current password.' },
      { typed: [password, 'short 1'], field: next, words: 'Use at least 8 characters.' },
      {
        typed: [password, 'Password1!'],
        field: next,
        words: 'This is one of the most common passwords. Choose another one.',
      },
      {
        typed: [password, '1234567890'],
        field: next,
        words: 'Use fewer repeated or consecutive characters.',
      },
      {
        typed: [password, password],
        field: next,
        words: 'That is your current password. Choose another one.',
      },
    ];
    for (const { typed, field, words } of tries) {
      await fill(page, ...typed);
      await send(page).click();
      await expect(field(page)).toHaveAccessibleDescription(new RegExp(words));
      await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
      await expect(field(page)).toBeFocused();
      await expectNothingKept(page, ...typed);
    }
    expect(await signedIn.canSignIn()).toBe(true);
  });

  test('an empty field is refused, and gets the focus', async ({ page, signedIn }) => {
    await signedIn.context.cookies();
    await page.goto(PAGE);
    await next(page).fill(NEXT);
    await send(page).click();
    await expect(current(page)).toBeFocused();
    await expect(current(page)).toHaveAccessibleDescription('Enter your current password.');
  });

  test('with an expired token the password is changed once, without interruption', async ({
    page,
    signedIn,
    context,
  }) => {
    const { password } = signedIn.account;
    await page.goto(PAGE);
    const before = await callsSoFar(CHANGING);
    await signedIn.expire();
    await fill(page, password);
    await send(page).click();
    await expect(said(page)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(PAGE);
    expect((await callsSoFar(CHANGING)) - before).toBe(1);
    expect(await signedIn.canSignIn(NEXT)).toBe(true);
    expect((await context.request.get('/.netlify/functions/user')).status()).toBe(200);
  });

  test('two tabs: the second is told that the change was made, and both continue', async ({
    page,
    signedIn,
    context,
  }) => {
    const { password } = signedIn.account;
    const second = await context.newPage();
    for (const tab of [page, second]) await tab.goto(PAGE);
    await signedIn.expire();
    for (const tab of [page, second]) await fill(tab, password);
    await send(page).click();
    await expect(said(page)).toBeVisible();
    await send(second).click();
    await expect(problem(second, 'Your password was changed a moment ago')).toBeVisible();
    for (const tab of [page, second]) {
      await tab.goto(PAGE);
      await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Change your password');
    }
    expect(await signedIn.canSignIn(NEXT)).toBe(true);
  });

  test('a session that was ended elsewhere changes nothing and redirects to the sign-in page', async ({
    page,
    signedIn,
  }) => {
    const { password } = signedIn.account;
    await page.goto(PAGE);
    await signedIn.endElsewhere();
    await fill(page, password);
    await send(page).click();
    await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Faccount%2Fpassword/);
    expect(page.url()).not.toContain('giraffe');
    expect(await signedIn.canSignIn()).toBe(true);
  });

  test('after several guesses the user has to wait', async ({ page, signedIn }) => {
    await signedIn.context.cookies();
    await page.goto(PAGE);
    const guess = async (tries: number) => {
      await fill(page, `wrong horse ${tries}`);
      await send(page).click();
      await expect(current(page)).toHaveValue('');
    };
    for (let tries = 0; tries < 5; tries += 1) {
      await guess(tries);
      await expect(current(page)).toHaveAttribute('aria-invalid', 'true');
    }
    const refused = problem(page, /Too many attempts\. Try again in \d+ s\./);
    // Each wait is twice the previous one, so at some point this machine tries too early.
    for (let tries = 5; !(await refused.isVisible()); tries += 1) await guess(tries);
  });
});

test('submitted twice, the form is sent once', async ({ page, signedIn }) => {
  await page.goto(PAGE);
  const posts = await holdPosts(page, `**${PAGE}`);
  await fill(page, signedIn.account.password);
  await send(page).click();
  await page.getByRole('button', { name: 'Changing…' }).click({ force: true });
  posts.release();
  await expect(said(page)).toBeVisible();
  expect(posts.sent()).toBe(1);
});

test('does not claim a change while the core is down', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 503/);
  await page.goto(PAGE);
  await withoutCore(async () => {
    await fill(page, signedIn.account.password);
    await send(page).click();
    await expect(problem(page, 'did not respond')).toBeVisible();
  });
  await fill(page, signedIn.account.password);
  await send(page).click();
  await expect(said(page)).toHaveText('Password changed. You had no other sessions.');
});

test('a form of another site changes nothing', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/./);
  const { password } = signedIn.account;
  await page.goto(PAGE);
  const before = await callsSoFar(CHANGING);
  const fields = { currentPassword: password, newPassword: NEXT };
  for (const answer of await postFromAnotherSite(page.locator('main form'), fields))
    expect(await answer.text()).not.toContain('is changed');
  expect(await callsSoFar(CHANGING)).toBe(before);
  expect(await signedIn.canSignIn()).toBe(true);
});

test('no state of the page has an accessibility violation or scrolls sideways', async ({
  page,
  signedIn,
}) => {
  await page.goto(PAGE);
  await expectAccessibleLayout(page);
  await next(page).fill('giraffe');
  await expectAccessibleLayout(page);
  await fill(page, 'wrong horse 1');
  await send(page).click();
  await expect(current(page)).toHaveAttribute('aria-invalid', 'true');
  await expectAccessibleLayout(page);
  await page.getByRole('button', { name: 'Show new password' }).click();
  await fill(page, signedIn.account.password);
  await expectAccessibleLayout(page);
  await send(page).click();
  await expect(said(page)).toBeVisible();
  await expectAccessibleLayout(page);
});
