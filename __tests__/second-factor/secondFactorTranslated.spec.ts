import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { LanguageCode } from '../../config/languages.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { chooseLanguage, expectPseudoLanguage } from '../support/browser/languages.ts';
import { appCode } from '../support/browser/secondFactorPages.ts';
import { expect, test } from '../support/browser/test.ts';
import { credentials } from '../support/credentials.ts';

const SETTINGS = '/account/two-factor';

const TRANSLATIONS = [
  {
    language: 'de',
    verify: 'Bestätigungs-E-Mail senden',
    sent: /^Wir haben Ihnen eine E-Mail mit einem Link gesendet\./,
    title: 'Zwei-Faktor-Authentifizierung',
    begin: 'Einrichten',
    key: 'Schlüssel',
    code: 'Code',
    turnOn: 'Aktivieren',
    wrong: /^Dieser Code ist falsch\. Geben Sie/,
    on: 'Die Zwei-Faktor-Authentifizierung ist aktiviert. Alle anderen Sitzungen wurden beendet.',
    codes: 'Ihre Wiederherstellungscodes',
    confirm: 'Identität bestätigen',
    wait: 'Zu viele Versuche. Versuchen Sie es in 90 Sekunden erneut.',
    turnOff: 'Zwei-Faktor-Authentifizierung deaktivieren',
    otherUser: 'Jetzt ist ein anderes Konto angemeldet',
  },
  {
    language: 'ar',
    verify: 'إرسال رسالة التأكيد',
    sent: /^أرسلنا إليك رسالة تحتوي على رابط\./,
    title: 'المصادقة الثنائية',
    begin: 'إعداد',
    key: 'المفتاح',
    code: 'الرمز',
    turnOn: 'تفعيل',
    wrong: /^هذا الرمز خاطئ\. يُرجى إدخال الأرقام/,
    on: 'تم تفعيل المصادقة الثنائية. انتهت جميع الجلسات الأخرى.',
    codes: 'رموز الاسترداد الخاصة بك',
    confirm: 'تأكيد هويتك',
    wait: /^محاولات كثيرة جدًا\. يُرجى المحاولة مجددًا بعد \S+ ثانية\.$/,
    turnOff: 'إيقاف المصادقة الثنائية',
    otherUser: 'سُجل الدخول الآن إلى حساب آخر',
  },
] as const;

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** The field for a code, and its value for the key of the page. */
async function enterCode(page: Page, key: string): Promise<void> {
  await page.locator('input[name="code"]').fill(appCode(key));
}

/** Signs in with the password alone, and keeps the language. */
async function signInHalf(
  context: BrowserContext,
  account: Record<'email' | 'password', string>,
  language: LanguageCode,
) {
  await context.clearCookies();
  await chooseLanguage(context, language);
  const data = credentials(account.email, account.password);
  await context.request.post('/.netlify/functions/auth/signin', { data });
}

withAndWithoutJavaScript(() => {
  for (const texts of TRANSLATIONS)
    test(`a user turns two-factor authentication on and off in ${texts.language}`, async ({
      page,
      context,
      signedIn,
    }) => {
      await chooseLanguage(context, texts.language);
      await page.goto(SETTINGS);
      await expect(page).toHaveTitle(new RegExp(`^${texts.title} · `));
      await expect(heading(page)).toHaveText(texts.title);
      await page.getByRole('button', { name: texts.verify }).click();
      await expect(page.getByRole('status').filter({ hasText: texts.sent })).toBeVisible();
      await page.getByRole('button', { name: texts.begin, exact: true }).click();
      const key = await page.getByLabel(texts.key, { exact: true }).innerText();
      await page.getByLabel(texts.code, { exact: true }).fill('000000');
      await page.getByRole('button', { name: texts.turnOn, exact: true }).click();
      await expect(page.getByText(texts.wrong)).toBeVisible();
      await enterCode(page, key);
      await page.getByRole('button', { name: texts.turnOn, exact: true }).click();
      await expect(page.getByRole('status').filter({ hasText: texts.on })).toBeVisible();
      await expect(page.getByRole('heading', { name: texts.codes })).toBeVisible();

      await page.goto('/confirm-identity?proof=factor&problem=too_many_tries&wait=90');
      await expect(heading(page)).toHaveText(texts.confirm);
      await expect(page.getByText(texts.wait)).toBeVisible();
      await page.goto(SETTINGS);
      await page.getByRole('button', { name: texts.turnOff }).click();
      await page.getByRole('dialog').getByRole('button', { name: texts.turnOff }).click();
      await expect(page.getByRole('button', { name: texts.begin, exact: true })).toBeVisible();

      const headers = { 'sec-fetch-site': 'same-origin' };
      const form = { formUser: 'someone-else' };
      const refused = await context.request.post('/sign-out', { headers, form });
      expect(refused.status()).toBe(409);
      expect(await refused.text()).toContain(`<h1>${texts.otherUser}</h1>`);
      expect(await signedIn.canSignIn()).toBe(true);
    });
});

/** Expects the second element to begin where the first has ended. */
async function expectApart(above: Locator, below: Locator): Promise<void> {
  const [first, second] = await Promise.all([above.boundingBox(), below.boundingBox()]);
  expect(second?.y).toBeGreaterThanOrEqual((first?.y ?? NaN) + (first?.height ?? NaN));
}

/** Checks everything below the heading of the page, in the pseudo-language and in Arabic. */
async function expectTranslated(page: Page, context: BrowserContext): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
  for (const part of await page.locator('main h1, main form, main section').all())
    if (/\p{L}/u.test(await part.innerText())) await expectPseudoLanguage(part);
  await expectAccessibleLayout(page);
  await chooseLanguage(context, 'ar');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessibleLayout(page);
  await chooseLanguage(context, 'en-XA');
}

test('all texts of the second factor are translated, and longer ones fit', async ({
  page,
  context,
  signedIn,
}) => {
  await chooseLanguage(context, 'en-XA');
  await page.goto(SETTINGS);
  await page.getByRole('main').getByRole('button').last().click();
  const key = await page.getByRole('main').locator('p[aria-labelledby] bdi').innerText();
  await expectTranslated(page, context);
  await page.goto(SETTINGS);
  await enterCode(page, key);
  await page
    .locator('form', { has: page.locator('input[name="code"]') })
    .getByRole('button')
    .first()
    .click();
  await expect(page.locator('main ol li')).toHaveCount(10);
  await expectPseudoLanguage(page.locator('main section').first());
  await expectApart(page.locator('.facts'), page.locator('.facts ~ div button').first());
  await expectAccessibleLayout(page);
  await page.goto(SETTINGS);
  await expectTranslated(page, context);
  for (const path of ['/confirm-identity', '/confirm-identity?proof=factor&use=recovery']) {
    await page.goto(path);
    await expectTranslated(page, context);
  }
  await signInHalf(context, signedIn.account, 'en-XA');
  await page.goto('/second-factor?problem=code_refused');
  await expectTranslated(page, context);
});
