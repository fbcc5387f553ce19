import type { BrowserContext, Page } from '@playwright/test';
import { PASSKEY_ROUTES, PASSKEYS_FUNCTION } from '../../config/contracts/passkeyRoutes.ts';
import { problem } from '../support/browser/locators.ts';
import { addPasskey, leave, signInButton, withoutAutofill } from '../support/browser/passkeyPages.ts';
import { expect, test } from '../support/browser/test.ts';
import { VirtualAuthenticator } from '../support/browser/virtualAuthenticator.ts';

const pathOf = (route: keyof typeof PASSKEY_ROUTES) => `${PASSKEYS_FUNCTION}/${PASSKEY_ROUTES[route]}`;

/** Waits for the request of a page that sends what its device has signed. */
async function sentTo(page: Page, route: 'registration' | 'signIn'): Promise<string> {
  const request = await page.waitForRequest((one) => one.url().endsWith(pathOf(route)));
  return request.postData() ?? '';
}

/** Sends it again. Returns the reason of the refusal. */
async function replay(context: BrowserContext, route: 'registration' | 'signIn', data: string) {
  const headers = { 'content-type': 'application/json', rid: 'anti-csrf' };
  const response = await context.request.post(pathOf(route), { headers, data });
  const { error } = (await response.json()) as { error?: { reason?: string } };
  return [response.status(), error?.reason];
}

test.beforeEach(async ({ page, quietConsole }) => {
  quietConsole.allow(/status of 400/);
  await withoutAutofill(page);
});

test('what a device has signed works once, and in the browser that asked', async ({
  page,
  context,
  signedIn,
}) => {
  const device = await VirtualAuthenticator.attach(page);
  const registration = sentTo(page, 'registration');
  await addPasskey(page, device);
  expect(await replay(context, 'registration', await registration)).toEqual([400, 'passkeys.expired']);
  const other = await signedIn.elsewhere('Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0.0.0 Safari/537.36');
  expect(await replay(other, 'registration', await registration)).toEqual([400, 'passkeys.expired']);

  await leave(page);
  const signIn = sentTo(page, 'signIn');
  await device.answer();
  await signInButton(page).click();
  await page.waitForURL('**/session');
  for (const browser of [context, other])
    expect(await replay(browser, 'signIn', await signIn)).toEqual([400, 'passkeys.expired']);
});

test('a passkey signs in no other user than its own', async ({ page, signedIn }) => {
  expect(signedIn.account.email).not.toBe('');
  const device = await VirtualAuthenticator.attach(page);
  await addPasskey(page, device);
  await leave(page);
  await page.route(`**${pathOf('signIn')}`, async (route) => {
    const body = route.request().postDataJSON() as { credential: { response: { userHandle: string } } };
    body.credential.response.userHandle = Buffer.from('another-user').toString('base64url');
    await route.continue({ postData: JSON.stringify(body) });
  });
  await device.answer();
  await signInButton(page).click();
  await expect(problem(page, 'The passkey could not be verified. Try again.')).toBeVisible();
  expect((await page.request.get('/.netlify/functions/user')).status()).toBe(401);
});
