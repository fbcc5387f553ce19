import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { inEveryViewport } from '../support/browser/browserSettings.ts';
import { expect, test } from '../support/browser/test.ts';

const providers = (page: Page) => page.getByRole('link', { name: /^Continue with / });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } });

  test('each way to sign in has an icon, on the side where the text begins', async ({ page, context }) => {
    await page.goto('/auth');
    await expect(providers(page).locator('svg[aria-hidden="true"]')).toHaveCount(4);
    const form = page.locator('form', { has: page.locator('#email-for-link') });
    await expect(form.getByRole('button').locator('svg')).toBeVisible();
    const url = new URL(page.url());
    await context.addCookies([{ name: 'language', value: 'ar', url: url.origin }]);
    await page.goto('/auth');
    const link = page.getByRole('link', { name: /Google/ });
    const [icon, text] = await Promise.all([
      link.locator('svg').boundingBox(),
      link.locator('span').boundingBox(),
    ]);
    expect(icon?.x).toBeGreaterThan(text?.x ?? Infinity);
  });
});

test('a long name of a provider breaks inside its button', async ({ page }) => {
  await page.goto('/auth');
  const link = providers(page).last();
  await link
    .locator('span')
    .first()
    .evaluate((label) => {
      label.textContent = `Continue with ${'Donaudampfschifffahrtsgesellschaft'.repeat(3)}`;
    });
  await inEveryViewport(page, async () => {
    const isInside = await link.evaluate((button) => button.scrollWidth <= button.clientWidth);
    expect(isInside).toBe(true);
  });
  await expectAccessibleLayout(page);
});

test('icons have the color of the text where colors are forced', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/auth');
  const link = page.getByRole('link', { name: 'Continue with Google' });
  const color = await link.evaluate((button) => getComputedStyle(button).color);
  const strokes = await link
    .locator('path')
    .evaluateAll((paths) => paths.map((path) => getComputedStyle(path).stroke));
  expect(new Set(strokes)).toEqual(new Set([color]));
});
