import { test } from './test.ts';

/**
 * A small phone, on which 400 % of a desk's width is seen as well (WCAG 1.4.10), and a desk; in CSS pixels.
 */
const WIDTHS = [320, 1280];

/** Declares the same tests for a light and a dark page of each width. */
export function inEveryViewport(declare: () => void, widths = WIDTHS): void {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of widths) {
      test.describe(`${colorScheme}, ${width} px`, () => {
        test.use({ colorScheme, viewport: { width, height: 800 } });
        declare();
      });
    }
  }
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
