import type { Locator, Page } from '@playwright/test';

/** What a page is about. */
export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** What went wrong, as it is said at once. */
export const problem = (page: Page, words: RegExp | string): Locator =>
  page.getByRole('alert').filter({ hasText: words });
