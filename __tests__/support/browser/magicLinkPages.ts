import { expect, type Locator, type Page } from '@playwright/test';
import { codeIn } from '../mailCode.ts';
import { linkIn } from '../readMail.ts';
import { heading } from './locators.ts';
import { readMail } from './mail.ts';

/** The field for the address on the sign-in page. */
export const linkField = (page: Page): Locator => page.getByLabel('Email address for the link');

export const codeField = (page: Page): Locator => page.getByLabel('Code from the email');

/** Requests a mail on the sign-in page, and reads its code and link. */
export async function requestLink(page: Page, email: string): Promise<{ code: string; link: string }> {
  await linkField(page).fill(email);
  await page.getByRole('button', { name: 'Email me a link' }).click();
  await expect(heading(page)).toHaveText('Check your email');
  await expect(page.getByText(email)).toBeVisible();
  const mail = await readMail(email, 'Sign in to');
  return { code: codeIn(mail), link: linkIn(mail) };
}

/** Enters a code and sends it. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await codeField(page).fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
