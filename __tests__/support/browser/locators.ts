import { expect, type Locator, type Page } from '@playwright/test';

/** The main heading of a page. */
export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** The error message of a page, which screen readers announce. */
export const problem = (page: Page, words: RegExp | string): Locator =>
  page.getByRole('alert').filter({ hasText: words });

/** The message of a page after a change, which screen readers announce. */
export const status = (page: Page): Locator => page.getByRole('status').filter({ hasText: /./ });

/** Expects the message of a page after a change, with the focus: the button that was pressed is gone. */
export async function expectFocusedStatus(page: Page, words: RegExp | string): Promise<void> {
  const message = page.getByRole('status').filter({ hasText: words }).locator('[tabindex="-1"]');
  await expect(message).toBeFocused();
  await expect(message).toBeInViewport({ ratio: 1 });
}

/** Presses a button that asks, and answers with the button of the same name in the dialog. */
export async function pressAndConfirm(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
}

/** Opens the menu in the header. */
export async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
}

/** Signs out by the menu in the header. */
export async function signOut(page: Page): Promise<void> {
  await openMenu(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}
