import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { heading } from '../support/browser/locators.ts';
import { chooseLanguage } from '../support/browser/languages.ts';
import { expect, test } from '../support/browser/test.ts';

/** Makes the page throw while it is rendered in the browser, until `repair()` is called there. */
async function breakPage(page: Page): Promise<void> {
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
}

/** Keeps each heading that is painted. */
async function recordHeadings(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const painted = new Set<string>();
    Object.assign(globalThis, { painted });
    const record = () => {
      const text = document.querySelector('h1')?.textContent;
      if (text) painted.add(text);
      requestAnimationFrame(record);
    };
    requestAnimationFrame(record);
  });
  return () => page.evaluate(() => [...(globalThis as unknown as { painted: Set<string> }).painted]);
}

test('a page that throws while it is rendered is replaced by the error page', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/broken formatter|Minified React error/);
  await signedIn.context.cookies();
  await breakPage(page);
  await page.goto('/session');
  await expect(heading(page)).toHaveText('Something went wrong');
  await expect(page).toHaveTitle('Something went wrong');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectAccessibleLayout(page);
  await page.evaluate(() => (globalThis as unknown as { repair: () => void }).repair());
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page)).toHaveText('Your session');
});

test.describe('in a browser that prefers German', () => {
  test.use({ locale: 'de-AT' });

  for (const [chosen, language, direction, title] of [
    [undefined, 'de', 'ltr', 'Etwas ist schiefgegangen'],
    ['ar', 'ar', 'rtl', 'حدث خطأ ما'],
    ['en', 'en', 'ltr', 'Something went wrong'],
  ] as const)
    test(`the error page is in ${language} and dark if ${chosen ?? 'no language'} is chosen`, async ({
      page,
      context,
      signedIn,
      quietConsole,
    }) => {
      quietConsole.allow(/broken formatter|Minified React error/);
      await signedIn.context.cookies();
      if (chosen !== undefined) await chooseLanguage(context, chosen);
      await page.emulateMedia({ colorScheme: 'light' });
      await context.addCookies([{ name: 'theme', value: 'dark', url: process.env.E2E_BASE_URL ?? '' }]);
      await breakPage(page);
      const paintedHeadings = await recordHeadings(page);
      await page.goto('/session');
      await expect(heading(page)).toHaveText(title);
      if (language !== 'en') expect(await paintedHeadings()).not.toContain('Something went wrong');
      await expect(page).toHaveTitle(title);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('dir', direction);
      await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(11, 16, 32)');
      await expectAccessibleLayout(page);
    });

  test('the error page is in English if its texts cannot be loaded', async ({
    page,
    signedIn,
    quietConsole,
  }) => {
    quietConsole.allow(/broken formatter|Minified React error|Failed to load|ERR_FAILED/);
    await signedIn.context.cookies();
    await breakPage(page);
    const texts = /schiefgegangen/;
    await page.route('**/_next/static/chunks/*.js', async (route) => {
      const response = await route.fetch();
      return texts.test(await response.text()) ? route.abort() : route.fulfill({ response });
    });
    await page.goto('/session');
    await expect(heading(page)).toHaveText('Something went wrong');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
