import type { Page } from '@playwright/test';
import { test } from './test.ts';

/** A small phone, on which 400 % of a desk's width is seen as well (WCAG 1.4.10); in CSS pixels. */
export const PHONE = { width: 320, height: 800 };

const DESK = { width: 1280, height: 800 };

type Theme = 'light' | 'dark';

/** Colors change at once: an animation would show one between two. */
const showTheme = (page: Page, colorScheme: Theme) =>
  page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });

/**
 * Runs a check of the open page at each width, in both themes. The page is resized and not loaded again,
 * which would take longer than most checks.
 *
 * @param widths in CSS pixels
 */
export async function inEveryViewport(
  page: Page,
  check: (theme: Theme) => Promise<void>,
  widths: readonly number[] = [PHONE.width, DESK.width],
): Promise<void> {
  const before = page.viewportSize() ?? DESK;
  for (const width of widths) {
    await page.setViewportSize({ width, height: before.height });
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(page, theme);
      await check(theme);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.setViewportSize(before);
}

/** Declares the same tests for a browser that runs scripts, and for one that does not. */
export function withAndWithoutJavaScript(declare: (javaScriptEnabled: boolean) => void): void {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
      test.use({ javaScriptEnabled });
      declare(javaScriptEnabled);
    });
  }
}
