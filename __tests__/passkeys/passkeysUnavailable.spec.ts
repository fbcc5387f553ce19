import { expectFocusedStatus, pressAndConfirm, problem } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { VirtualAuthenticator } from '../support/browser/virtualAuthenticator.ts';
import {
  addButton,
  addPasskey,
  cards,
  leave,
  PASSKEYS_PAGE,
  signInButton,
} from '../support/browser/passkeyPages.ts';

test('at an address that is not a host name, the page says so', async ({ page, baseURL, quietConsole }) => {
  quietConsole.allow(/status of 400/);
  await page.goto((baseURL ?? '').replace('localhost', '127.0.0.1') + '/auth');
  await signInButton(page).click();
  await expect(problem(page, 'Passkeys do not work at this address.')).toBeVisible();
});

test('a browser without passkeys is told', async ({ page, signedIn }) => {
  expect(signedIn.account.email).not.toBe('');
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  await page.goto(PASSKEYS_PAGE);
  await addButton(page).click();
  await expect(problem(page, 'This browser does not support passkeys.')).toBeVisible();
  await leave(page);
  await signInButton(page).click();
  await expect(problem(page, 'This browser does not support passkeys.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the pages say what needs it', async ({ page, signedIn }) => {
    await page.goto(PASSKEYS_PAGE);
    await expect(page.getByText('Adding a passkey requires JavaScript.')).toBeVisible();
    await expect(addButton(page)).toBeHidden();
    await signedIn.context.clearCookies();
    await page.goto('/auth');
    await expect(page.getByText('Signing in with a passkey requires JavaScript.')).toBeVisible();
    await expect(signInButton(page)).toBeHidden();
  });

  test('a user names and removes a passkey', async ({ page, signedIn, browser, baseURL }) => {
    // The browser with JavaScript adds it.
    const scripted = await browser.newContext({
      javaScriptEnabled: true,
      ...(baseURL !== undefined && { baseURL }),
    });
    await scripted.addCookies(await signedIn.context.cookies());
    const scriptedPage = await scripted.newPage();
    await addPasskey(scriptedPage, await VirtualAuthenticator.attach(scriptedPage));
    await scripted.close();

    await page.goto(PASSKEYS_PAGE);
    await cards(page).getByText('Rename').click();
    await page.getByLabel('Name', { exact: true }).fill('  ');
    await page.getByRole('button', { name: 'Save name' }).click();
    await expect(page.getByText('Enter a name.')).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Blue key');
    await page.getByRole('button', { name: 'Save name' }).click();
    await expect(cards(page).getByRole('heading')).toHaveText('Blue key');
    await pressAndConfirm(page, /^Remove passkey/);
    await expectFocusedStatus(page, 'Passkey removed.');
    await expect(page.getByText('You have no passkeys yet.')).toBeVisible();
  });
});
