import { problem, status } from '../support/browser/locators.ts';
import { expect, test, signUpAnother } from '../support/browser/test.ts';
import { VirtualAuthenticator } from '../support/browser/virtualAuthenticator.ts';
import { addButton, PASSKEYS_PAGE } from '../support/browser/passkeyPages.ts';

test('a token that expires on the page is refreshed', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 401/);
  const device = await VirtualAuthenticator.attach(page);
  await page.goto(PASSKEYS_PAGE);
  await signedIn.expire();
  await device.answer();
  await addButton(page).click();
  await expect(status(page)).toContainText('added');
});

test('a token that expires while the device is asked is refreshed, too', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 401/);
  const device = await VirtualAuthenticator.attach(page);
  await page.goto(PASSKEYS_PAGE);
  await page.route('**/registration/options', async (route) => {
    const response = await route.fetch();
    await signedIn.expire();
    await route.fulfill({ response });
  });
  await device.answer();
  await addButton(page).click();
  await expect(status(page)).toContainText('added');
});

test('a session that has ended leads to the sign-in page', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/status of 401/);
  await page.goto(PASSKEYS_PAGE);
  await expect(addButton(page)).toBeEnabled();
  await signedIn.endElsewhere();
  await addButton(page).click();
  await page.waitForURL('**/auth?**');
});

test('another user in the same browser is told, and gets no passkey', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 409/);
  expect(signedIn.account.email).not.toBe('');
  const device = await VirtualAuthenticator.attach(page);
  await page.goto(PASSKEYS_PAGE);
  await page.locator('body').evaluate(() => undefined);
  await signUpAnother(page.context());
  await device.answer();
  await addButton(page).click();
  await expect(problem(page, 'Another account is now signed in in this browser.')).toBeVisible();
  expect(await device.credentials()).toEqual([]);
});
