/** @long */
import type { Page } from '@playwright/test';
import { pagePaths } from '../../config/areas.ts';
import { LANGUAGES, type LanguageCode } from '../../config/languages.ts';
import { readMessages } from '../../config/messages/readMessages.ts';
import { LOGIN_SCREENS } from '../../config/supertokens/loginScreens.ts';
import {
  chooseLanguage,
  expectMirrored,
  expectPseudoLanguage,
  shownTexts,
} from '../support/browser/languages.ts';
import { expect, test } from '../support/browser/test.ts';

const MISSING = ['/no-such-page', '/auth/no-such-screen', '/en', '/de/none', '/_next/none'];

/** The page that says that the service is down is shown only right after a failure. */
const withFailure = (path: string) =>
  path === '/unavailable' ? `${path}?from=%2Fsession&at=${Date.now().toString(36)}` : path;

const SCREENS = Object.keys(LOGIN_SCREENS).filter((screen) => screen !== '');

/** Without a session, the widget leaves this one. */
const NEEDS_SESSION = '/auth/verify-email';

const PUBLIC_PAGES = [
  ...pagePaths('public', 'status', 'sign-in'),
  ...SCREENS.map((screen) => `/auth/${screen}`).filter((path) => path !== NEEDS_SESSION),
  ...['/auth?show=signup', '/auth/reset-password?token=none', ...MISSING],
];

const SIGNED_IN_PAGES = [...pagePaths('signed-in', 'admin'), NEEDS_SESSION, '/account/none'];

/** The landing page is static: its translations have addresses of their own. */
const isInAnyLanguage = (path: string) => path !== '/';

/** All messages, in the order of their keys. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsOf);

/** The English messages that are others in a language. */
function englishOnly(language: LanguageCode): Set<string> {
  const translations = new Set(textsOf(readMessages(language)));
  return new Set(textsOf(readMessages('en')).filter((text) => !translations.has(text)));
}

async function expectLanguage(page: Page, path: string, language: LanguageCode): Promise<void> {
  const response = await page.goto(withFailure(path));
  const html = page.locator('html');
  const found = [await html.getAttribute('lang'), await html.getAttribute('dir')];
  expect([path, ...found]).toEqual([path, language, LANGUAGES[language].direction]);
  // No other user may get a page whose language depends on the request.
  const control = response?.headers()['cache-control'];
  if (isInAnyLanguage(path) && path !== `/${language}`)
    expect([path, control]).toEqual([path, expect.stringMatching(/^private\b.*\bno-store\b/)]);
}

for (const language of ['de', 'ar'] as const) {
  test(`every page is in ${language}, its title and description, too`, async ({
    page,
    context,
    quietConsole,
    signedIn,
  }) => {
    test.slow();
    quietConsole.allow(/status of (403|404|503)/);
    const cookies = await signedIn.context.cookies();
    const english = englishOnly(language);
    const expectNoEnglish = async (path: string) => {
      await expectLanguage(page, path, language);
      const shown = (await shownTexts(page.locator('html'))).map((text) => text.trim());
      expect([path, shown.filter((text) => english.has(text))]).toEqual([path, []]);
      if (language === 'ar') await test.step(path, () => expectMirrored(page));
    };
    await chooseLanguage(context, language);
    for (const path of SIGNED_IN_PAGES) await expectNoEnglish(path);
    await context.clearCookies();
    await chooseLanguage(context, language);
    for (const path of [...PUBLIC_PAGES.filter(isInAnyLanguage), `/${language}`]) await expectNoEnglish(path);
    expect(cookies.length).toBeGreaterThan(0);
  });
}

test('every text of every page is a message', async ({ page, context, quietConsole, signedIn }) => {
  test.slow();
  quietConsole.allow(/status of (403|404|503)/);
  expect(signedIn.account.email).not.toBe('');
  const expectMessages = async (path: string) => {
    await expectLanguage(page, path, 'en-XA');
    await test.step(path, () => expectPseudoLanguage(page.locator('body')));
    const title = await page.title();
    expect([path, title.replace(/ · [^·\]]+$/, '')]).toEqual([path, expect.stringMatching(/^\[.*·\]$/)]);
  };
  await chooseLanguage(context, 'en-XA');
  for (const path of SIGNED_IN_PAGES) await expectMessages(path);
  await context.clearCookies();
  await chooseLanguage(context, 'en-XA');
  for (const path of PUBLIC_PAGES.filter(isInAnyLanguage)) await expectMessages(path);
});

test.describe('in a browser that prefers Arabic', () => {
  test.use({ locale: 'ar', javaScriptEnabled: false });

  test('the 404 page is in Arabic and in the chosen theme, without a script', async ({
    page,
    context,
    quietConsole,
  }) => {
    quietConsole.allow(/status of 404/);
    await page.emulateMedia({ colorScheme: 'light' });
    await context.addCookies([{ name: 'theme', value: 'dark', url: process.env.E2E_BASE_URL ?? '' }]);
    for (const path of MISSING) {
      await expectLanguage(page, path, 'ar');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('الصفحة غير موجودة');
      await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(11, 16, 32)');
    }
  });
});
