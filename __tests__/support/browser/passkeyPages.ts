import { expect, type Locator, type Page } from '@playwright/test';
import { signOut, status } from './locators.ts';
import type { VirtualAuthenticator } from './virtualAuthenticator.ts';

export const PASSKEYS_PAGE = '/account/passkeys';

export const addButton = (page: Page): Locator => page.getByRole('button', { name: 'Add a passkey' });

export const signInButton = (page: Page): Locator =>
  page.getByRole('button', { name: /^Sign in with a passkey/ });

/** The passkeys of the account, one card for each. */
export const cards = (page: Page): Locator =>
  page.getByRole('region', { name: 'Passkeys of your account' }).getByRole('listitem');

/** Adds a passkey on the account page. */
export async function addPasskey(page: Page, device: VirtualAuthenticator): Promise<void> {
  await page.goto(PASSKEYS_PAGE);
  await device.answer();
  await addButton(page).click();
  await expect(status(page)).toContainText('added');
  await device.answer(false);
}

/** Signs out, and waits for the sign-in page. */
export async function leave(page: Page): Promise<void> {
  await page.goto('/session');
  await signOut(page);
  await page.waitForURL('**/auth');
}

/** For tests of the button: a browser that offers no passkeys in the email field. */
export async function withoutAutofill(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
}
