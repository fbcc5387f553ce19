import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { heading } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

const TITLES = {
  '/': 'Sign-in is done. Build your app.',
  '/de': 'Die Anmeldung ist fertig. Bauen Sie Ihre App.',
  '/ar': 'تسجيل الدخول جاهز. وقت بناء تطبيقك.',
};

withAndWithoutJavaScript(() => {
  test('the landing page leads to its translations, and the choice is kept', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Deutsch', exact: true }).click();
    await expect(page).toHaveURL(/\/de$/);
    await expect(heading(page)).toHaveText(TITLES['/de']);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.getByRole('link', { name: 'Anmelden', exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.goto('/de');
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await expect(page).toHaveURL((url) => url.pathname === '/');
    await expect(heading(page)).toHaveText(TITLES['/']);
  });
});

test('each translation is static and names the others', async ({ page, request }) => {
  for (const [path, title] of Object.entries(TITLES)) {
    const response = await request.get(path, { headers: { cookie: 'language=de', 'accept-language': 'ar' } });
    expect(response.headers()['cache-control']).toContain('s-maxage');
    expect(response.headers()['set-cookie']).toBeUndefined();
    await page.goto(path);
    await expect(heading(page)).toHaveText(title);
    const alternates = page.locator('link[rel="alternate"][hreflang]');
    const found = await alternates.evaluateAll((links) =>
      links.map((link) => [link.getAttribute('hreflang'), new URL((link as HTMLLinkElement).href).pathname]),
    );
    expect(Object.fromEntries(found)).toMatchObject({ en: '/', de: '/de', ar: '/ar', 'x-default': '/' });
    for (const [, translated] of found) expect((await request.get(translated ?? '')).status()).toBe(200);
    const canonical = page.locator('link[rel="canonical"]');
    expect(new URL((await canonical.getAttribute('href')) ?? '').pathname).toBe(path);
  }
});

test('the default language has no address of its own', async ({ page, quietConsole }) => {
  quietConsole.allow(/status of 404/);
  for (const path of ['/en', '/xx', '/DE', '/de/x', '/landing', '/landing/de', '/landing/none']) {
    const response = await page.goto(path);
    expect([path, response?.status()]).toEqual([path, 404]);
    await expect(heading(page)).toHaveText('Page not found');
  }
});

test('pictures are shown in the theme of the page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  const pictures = page.getByRole('img');
  await expect(pictures).toHaveCount(3);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toHaveAttribute('src', /dark/);
    await expect(picture).toHaveJSProperty('complete', true);
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
});

test('all translations are accessible, and fit', async ({ page }) => {
  for (const path of ['/de', '/ar']) {
    await page.goto(path);
    await expectAccessibleLayout(page);
  }
});
