import { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { LoginWidget } from './support/widget.ts';

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
