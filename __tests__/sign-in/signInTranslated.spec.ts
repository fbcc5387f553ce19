import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { chooseLanguage, expectMirrored, expectPseudoLanguage } from '../support/browser/languages.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';
import { widgetOf } from '../support/browser/widget.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const TRANSLATIONS = [
  {
    language: 'de',
    direction: 'ltr',
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    createAccount: 'Konto erstellen',
    submit: 'Konto erstellen',
    refused: /^Wählen Sie ein anderes Passwort\. Mindestens 8 Zeichen\./,
    common: /^Das ist eines der am häufigsten verwendeten/,
    wrong: 'E-Mail-Adresse oder Passwort ist falsch. Versuchen Sie es noch einmal.',
  },
  {
    language: 'ar',
    direction: 'rtl',
    title: 'تسجيل الدخول',
    email: 'البريد الإلكتروني',
    password: 'كلمة المرور',
    createAccount: 'إنشاء حساب',
    submit: 'إنشاء الحساب',
    refused: /^يُرجى اختيار كلمة مرور أخرى\./,
    common: /شيوعًا/,
    wrong: 'البريد الإلكتروني أو كلمة المرور غير صحيحة. يُرجى المحاولة مجددًا.',
  },
] as const;

/** The form that the user sees: the widget, or what the server rendered for a browser without scripts. */
function formOf(page: Page, hasScripts: boolean) {
  return hasScripts ? widgetOf(page) : page.locator('form[action*="/form/sign"]').locator('..');
}

withAndWithoutJavaScript((hasScripts) => {
  for (const { language, direction, title, email, password, ...texts } of TRANSLATIONS)
    test(`a user sees in ${language} why a form was refused`, async ({ page, context }) => {
      const account = newAccount();
      await chooseLanguage(context, language);
      await page.goto('/auth');
      await expect(page).toHaveTitle(new RegExp(`^${title} · `));
      await expect(page.locator('html')).toHaveAttribute('dir', direction);
      const form = formOf(page, hasScripts);
      await expect(form.getByRole('heading')).toHaveText(title);
      await form.getByLabel(email, { exact: true }).fill(account.email);
      await form.getByLabel(password, { exact: true }).fill(account.password);
      await form.getByRole('button', { name: title, exact: true }).click();
      await expect(page.getByRole('alert').filter({ hasText: texts.wrong })).toBeVisible();

      await form.getByText(texts.createAccount).click();
      // The widget shows the other form a moment later, and with empty fields.
      await expect(form.getByLabel(password, { exact: true })).toHaveAttribute(
        'autocomplete',
        'new-password',
      );
      await form.getByLabel(email, { exact: true }).fill(account.email);
      await form.getByLabel(password, { exact: true }).fill('password1');
      await form.getByRole('button', { name: texts.submit, exact: true }).click();
      const refusal = hasScripts ? texts.common : texts.refused;
      await expect(form.getByLabel(password, { exact: true })).toHaveAccessibleDescription(refusal);
      if (direction === 'rtl') await expectMirrored(page);
    });
});

/** The first screen, without what the widget hides of the SDK's. */
async function expectTranslatedForm(page: Page) {
  const parts = page.getByRole('main').locator('h1, [data-supertokens~="row"], section');
  await expect(parts).toHaveCount(3);
  for (const part of await parts.all()) await expectPseudoLanguage(part);
  await expect(page.locator('[data-supertokens~="superTokensBranding"]')).toBeHidden();
}

/** A screen of our own in the widget, without what it hides of the SDK's. */
async function expectTranslatedScreen(page: Page) {
  const screen = page.locator('[data-supertokens~="ownScreen"]');
  await expect(screen).toHaveCount(1);
  for (const part of await screen.locator('> h2, > p, form').all()) await expectPseudoLanguage(part);
  await expectAccessibleLayout(page);
}

test('the texts of the widget are translated, and longer ones fit', async ({ page, context }) => {
  await chooseLanguage(context, 'en-XA');
  await page.goto('/auth');
  await expect(widgetOf(page)).toBeVisible();
  await expectTranslatedForm(page);
  await widgetOf(page).locator('button[type="button"]').first().click();
  await expect(widgetOf(page).locator('input[autocomplete="new-password"]')).toBeVisible();
  await widgetOf(page).locator('input[name="email"]').fill('no address');
  await widgetOf(page).locator('input[name="password"]').fill('short');
  await widgetOf(page).locator('button[type="submit"]').click();
  await expect(widgetOf(page).locator('[data-supertokens~="inputErrorMessage"]')).toHaveCount(2);
  await expectTranslatedForm(page);
  await expectAccessibleLayout(page);

  await page.goto('/auth/reset-password?token=never-sent');
  await expectTranslatedScreen(page);
  await page.goto('/auth/reset-password');
  await expectTranslatedScreen(page);
  await widgetOf(page).locator('input[name="email"]').fill(uniqueEmail());
  await widgetOf(page).locator('button[type="submit"]').click();
  await expect(page.locator('bdi')).toBeVisible();
  await expectTranslatedScreen(page);
  await page.goto('/auth/verify-email?token=never-sent');
  await expectTranslatedScreen(page);
});

test('the pages of an email link are translated, and longer texts fit', async ({ page, context }) => {
  for (const language of ['en-XA', 'ar'] as const) {
    await chooseLanguage(context, language);
    await page.goto('/auth');
    const request = page.locator('form[action*="magic-link/request"]');
    await request.locator('input[type="email"]').fill(uniqueEmail());
    await request.getByRole('button').click();
    await expect(page).toHaveURL(/check-email/);
    await expectAccessibleLayout(page);
    if (language === 'en-XA') await expectPseudoLanguage(page.getByRole('main'));
    await page.goto('/auth/email-link?id=x');
    await expectAccessibleLayout(page);
    if (language === 'en-XA') await expectPseudoLanguage(page.getByRole('main'));
    for (const path of ['confirm-email', 'cancel-email-change']) {
      await page.goto(`/auth/${path}?token=x`);
      await expectAccessibleLayout(page);
      if (language === 'en-XA') await expectPseudoLanguage(page.getByRole('main'));
    }
  }
});
