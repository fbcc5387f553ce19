import { pagePaths } from '../../config/areas.ts';
import { expectAccessible, expectAccessibleLayout } from '../support/browser/accessible.ts';
import { openMenu } from '../support/browser/locators.ts';
import { inEveryViewport } from '../support/browser/browserSettings.ts';
import { expect, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

test('a violation fails the test', async ({ page }) => {
  await page.goto('/auth');
  await page.evaluate(() => document.body.append(document.createElement('img')));
  await expect(expectAccessible(page)).rejects.toThrow('image-alt: <img>');
});

inEveryViewport(() => {
  for (const path of [...pagePaths('public', 'sign-in', 'status'), '/no-such-page']) {
    test(`${path} has no accessibility violation and does not scroll sideways`, async ({
      page,
      quietConsole,
    }) => {
      quietConsole.allow(/status of 40[34]/);
      await page.goto(path);
      if (path === '/auth') await expect(new LoginWidget(page).email).toBeVisible();
      await expectAccessibleLayout(page);
    });
  }

  test('protected pages have no accessibility violation and do not scroll sideways', async ({
    page,
    signedIn,
  }) => {
    await signedIn.context.cookies();
    for (const path of pagePaths('signed-in')) {
      await page.goto(path);
      for (const details of await page.locator('details > summary').filter({ visible: true }).all())
        await details.click();
      await expectAccessibleLayout(page);
      await openMenu(page);
      await expectAccessibleLayout(page);
    }
  });
});
