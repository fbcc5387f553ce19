import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { LoginWidget } from './support/widget.ts';

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page) {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      for (const path of ['/', '/auth', '/no-such-page']) {
        test(`${path} has no violation and does not scroll sideways`, async ({ page, quietConsole }) => {
          quietConsole.allow(/status of 404/);
          await page.goto(path);
          if (path === '/auth') await expect(new LoginWidget(page).email).toBeVisible();
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        });
      }

      test('the pages behind login have no violation and do not scroll sideways', async ({
        page,
        signedIn,
      }) => {
        await signedIn.context.cookies();
        for (const path of ['/session', '/account']) {
          await page.goto(path);
          for (const details of await page.locator('details > summary').all()) await details.click();
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        }
      });
    });
  }
}
