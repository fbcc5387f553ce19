import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';
import { inEveryViewport } from './browserSettings.ts';

const AXE_FILE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
const AXE = readFileSync(AXE_FILE, 'utf8');

/** Loads axe once for each document, because it is larger than all scripts of a page. */
async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(AXE);
}

async function expectNoViolation(page: Page, options: axe.RunOptions = {}): Promise<void> {
  await loadAxe(page);
  const { violations } = await page.evaluate(
    (options) =>
      (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'], ...options }),
    options,
  );
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** Expects no violation of axe's rules. */
export async function expectAccessible(page: Page): Promise<void> {
  // Frames would have to be analyzed separately.
  expect(page.frames()).toHaveLength(1);
  // After an action, Next streams the title behind the page.
  await expect(page).toHaveTitle(/./);
  await expectNoViolation(page);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

/** The smallest side of what a finger has to hit, in CSS pixels (WCAG 2.5.5). */
const TARGET = 44;

/** Expects everything that can be pressed to be large enough for a finger, except links in a sentence. */
async function expectTargets(page: Page): Promise<void> {
  const small = await page.evaluate((target) => {
    const all = document.querySelectorAll<HTMLInputElement>(
      'a[href], button, input, select, summary, textarea',
    );
    const sizeOf = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return Math.round(Math.min(width, height));
    };
    return [...all]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && sizeOf(one) > 1)
      .filter((one) => getComputedStyle(one).display !== 'inline')
      .filter((one) => ![one, ...(one.labels ?? [])].some((hit) => sizeOf(hit) >= target))
      .map((one) => `${sizeOf(one)} px: ${one.outerHTML}`);
  }, TARGET);
  expect(small).toEqual([]);
}

/** The rules that the dark theme can violate by itself: it changes nothing but colors. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Expects no violation of axe's rules at each width in both themes, no horizontal scrolling and no small
 * targets.
 *
 * @param widths in CSS pixels; by default a phone and a desk
 */
export async function expectAccessibleLayout(page: Page, widths?: readonly number[]): Promise<void> {
  const check = async (theme: 'light' | 'dark') => {
    if (theme === 'dark') return expectNoViolation(page, { runOnly: COLOR_RULES });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await expectTargets(page);
  };
  await inEveryViewport(page, check, widths);
}

/** Expects readable text in a document that is no page of the site, and no horizontal scrolling. */
export async function expectReadable(page: Page): Promise<void> {
  await loadAxe(page);
  const { passes, violations, incomplete } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: { type: 'rule', values: ['color-contrast'] },
    }),
  );
  expect(passes.map(({ id }) => id)).toEqual(['color-contrast']);
  const unreadable = [...violations, ...incomplete].flatMap(({ nodes }) => nodes.map(({ html }) => html));
  expect(unreadable).toEqual([]);
  await expectNoSidewaysScroll(page);
}
