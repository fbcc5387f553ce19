import { randomUUID } from 'node:crypto';
import { pagePaths } from '../../config/areas.ts';
import { PROFILE_LIMITS } from '../../config/rules/limits.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { credentials } from '../support/credentials.ts';
import { openMenu } from '../support/browser/locators.ts';
import { chooseLanguage } from '../support/browser/languages.ts';
import { expect, test } from '../support/browser/test.ts';
import { FIREFOX } from '../support/userAgents.ts';

test.describe('on a phone, with text of twice the size', () => {
  test.use({ viewport: { width: 320, height: 800 } });

  test('no page scrolls sideways, and the menu is in the window', async ({ page, signedIn }) => {
    await signedIn.context.cookies();
    for (const path of ['/', ...pagePaths('signed-in')]) {
      await page.goto(path);
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 320]);
    }
    await openMenu(page);
    const menu = await page.locator('#user-menu').boundingBox();
    expect(menu?.x).toBeGreaterThanOrEqual(0);
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(320);
  });
});

/** What is narrower than this breaks inside every word, or hides what the user types; in CSS pixels. */
const LEGIBLE = 80;

for (const language of ['de', 'en-XA'] as const)
  test(`on a phone at 200 %, in ${language}, no page scrolls sideways or squeezes values and fields`, async ({
    page,
    context,
    signedIn,
  }) => {
    await page.setViewportSize({ width: 195, height: 400 });
    await chooseLanguage(context, language);
    await signedIn.elsewhere(FIREFOX);
    for (const path of pagePaths('signed-in')) {
      await page.goto(path);
      const faults = await page.evaluate((legible) => {
        const all = [...document.querySelectorAll('dt, dd, td, .field')];
        const squeezed = all.filter((one) => one.getBoundingClientRect().width < legible);
        const { scrollWidth } = document.documentElement;
        return [...(scrollWidth > 195 ? [scrollWidth] : []), ...squeezed.map((one) => one.outerHTML)];
      }, LEGIBLE);
      expect([path, faults]).toEqual([path, []]);
    }
  });

/** Has no place to wrap at, except between its words. */
const longEmail = () => `first.middle.last.${randomUUID()}@${'subdomain.'.repeat(8)}example.com`;

for (const language of ['en', 'ar'] as const)
  test.describe(`on a phone, in ${language}`, () => {
    test.use({ viewport: { width: 320, height: 800 } });

    test('no page scrolls sideways for a user with a long address and name', async ({ page, context }) => {
      await chooseLanguage(context, language);
      const data = credentials(longEmail(), 'correct horse 7 battery');
      const headers = { 'st-auth-mode': 'cookie' };
      await context.request.post('/.netlify/functions/auth/signup', { headers, data });
      await page.goto('/account');
      await page.locator('input[name="name"]').fill('x'.repeat(PROFILE_LIMITS.name));
      await page
        .locator('form', { has: page.locator('input[name="name"]') })
        .getByRole('button')
        .click();
      await expect(page.getByRole('status').filter({ hasText: /./ })).toBeVisible();
      for (const path of pagePaths('signed-in')) {
        await page.goto(path);
        await page.locator('[popovertarget="user-menu"]').click();
        await expectAccessibleLayout(page);
      }
    });
  });
