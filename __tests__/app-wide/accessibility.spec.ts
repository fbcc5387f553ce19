import { pagePaths } from '../../config/areas.ts';
import { expectAccessible, expectAccessibleLayout } from '../support/browser/accessible.ts';
import { openMenu } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

/** A phone, the width from which settings have a navigation at their side, and a desk; in CSS pixels. */
const ALL_WIDTHS = [320, 768, 1280];

test('a violation fails the test', async ({ page }) => {
  await page.goto('/auth');
  await page.evaluate(() => document.body.append(document.createElement('img')));
  await expect(expectAccessible(page)).rejects.toThrow('image-alt: <img>');
});

for (const path of [...pagePaths('public', 'sign-in', 'status'), '/no-such-page']) {
  test(`${path} has no accessibility violation and does not scroll sideways`, async ({
    page,
    quietConsole,
  }) => {
    quietConsole.allow(/status of 40[34]/);
    await page.goto(path);
    if (path === '/auth') await expect(new LoginWidget(page).email).toBeVisible();
    await expectAccessibleLayout(page, ALL_WIDTHS);
  });
}

for (const path of pagePaths('signed-in')) {
  test(`${path} has no accessibility violation and does not scroll sideways, with all details and the menu open`, async ({
    page,
    signedIn,
  }) => {
    await signedIn.context.cookies();
    await page.goto(path);
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
    await expectAccessibleLayout(page, ALL_WIDTHS);
    await openMenu(page);
    await expectAccessibleLayout(page);
  });
}
