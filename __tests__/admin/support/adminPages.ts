import { expect, type Locator, type Page } from '@playwright/test';
import { heading } from '../../support/browser/locators.ts';

export const search = (page: Page): Locator =>
  page.getByRole('searchbox', { name: 'Email address begins with' });
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
export const alert = (page: Page): Locator =>
  page.getByRole('main').getByRole('alert').filter({ hasText: /./ });

/** Finds the page of a user by the search. */
export async function findUser(page: Page, email: string): Promise<void> {
  await page.goto('/admin');
  await search(page).fill(email);
  await button(page, 'Search').click();
  await page.getByRole('link', { name: email }).click();
  await expect(heading(page)).toHaveText(email);
}
