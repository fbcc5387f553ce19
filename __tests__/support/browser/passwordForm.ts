import type { Locator, Page } from '@playwright/test';

/** The page that changes the password. */
export const PAGE = '/account/password';

export const current = (page: Page): Locator => page.getByLabel('Current password', { exact: true });
export const next = (page: Page): Locator => page.getByLabel('New password', { exact: true });
