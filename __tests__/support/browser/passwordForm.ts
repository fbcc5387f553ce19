import type { Locator, Page } from '@playwright/test';

/** Where a password is changed. */
export const PAGE = '/account/password';

export const current = (page: Page): Locator => page.getByLabel('Current password', { exact: true });
export const next = (page: Page): Locator => page.getByLabel('New password', { exact: true });
