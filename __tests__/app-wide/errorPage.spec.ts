import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { inEveryViewport } from '../support/browser/browserSettings.ts';
import { heading } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

inEveryViewport(() => {
  test('a page that throws while it is rendered is replaced by the error page', async ({
    page,
    signedIn,
    quietConsole,
  }) => {
    quietConsole.allow(/broken formatter|Minified React error/);
    await signedIn.context.cookies();
    await page.addInitScript(() => {
      const { DateTimeFormat } = Intl;
      let isBroken = true;
      Object.assign(globalThis, { repair: () => (isBroken = false) });
      Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
        construct(target, options) {
          if (isBroken) throw new Error('broken formatter');
          return Reflect.construct(target, options) as object;
        },
      });
    });
    await page.goto('/session');
    await expect(heading(page)).toHaveText('Something went wrong');
    await expect(page).toHaveTitle('Something went wrong');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expectAccessibleLayout(page);
    await page.evaluate(() => (globalThis as unknown as { repair: () => void }).repair());
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(heading(page)).toHaveText('Your session');
  });
});
