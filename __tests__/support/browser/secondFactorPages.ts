import { expect, type Page } from '@playwright/test';
import { TOTP } from 'otpauth';

const PERIOD_MS = 30_000;

/** The page of a user's second factor. */
export const FACTOR_PAGE = '/account/two-factor';

/** The code of an app with this key, now or some steps later: each code works once. */
export const appCode = (key: string, steps = 0): string =>
  new TOTP({ secret: key.replaceAll(' ', '') }).generate({ timestamp: Date.now() + steps * PERIOD_MS });

/** Begins a set-up, and returns the key that the page shows. */
export async function beginSetup(page: Page, origin = ''): Promise<string> {
  await page.goto(`${origin}${FACTOR_PAGE}`);
  return beginSetupHere(page);
}

/** Begins a set-up on the page that is open. */
export async function beginSetupHere(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  return page.getByLabel('Key', { exact: true }).innerText();
}

/** Sets up a second factor, and returns its key. */
export async function enrol(page: Page, origin = ''): Promise<string> {
  return confirmKey(page, await beginSetup(page, origin));
}

/** Turns the second factor on with the code of a key, and returns the key. */
export async function confirmKey(page: Page, key: string): Promise<string> {
  await page.getByLabel('Code', { exact: true }).fill(appCode(key));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('Two-factor authentication is on.')).toBeVisible();
  return key;
}
