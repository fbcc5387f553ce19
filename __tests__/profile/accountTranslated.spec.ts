import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { chooseLanguage, expectPseudoLanguage } from '../support/browser/languages.ts';
import { heading, status } from '../support/browser/locators.ts';
import { expect, newAccount, test } from '../support/browser/test.ts';

const PAGES = ['/account', '/account/email', '/account/password', '/account/delete', '/session'];

const TRANSLATIONS = [
  {
    language: 'de',
    name: 'Name',
    initials: 'Initialen',
    save: 'Speichern',
    saved: 'Gespeichert.',
    onlyLetters: 'Verwenden Sie nur Buchstaben und Ziffern.',
    newEmail: 'Neue E-Mail-Adresse',
    changeEmail: 'E-Mail-Adresse ändern',
    sentTo: 'Wir haben einen Link an',
    password: 'Passwort',
    confirm: 'Geben Sie „mein Konto löschen“ ein',
    words: 'Mein Konto  löschen',
    notDeleted: 'Geben Sie zur Bestätigung „mein Konto löschen“ ein. Es wurde nichts gelöscht.',
    submitDeletion: 'Konto löschen',
    deleted: 'Ihr Konto wurde gelöscht',
  },
  {
    language: 'ar',
    name: 'الاسم',
    initials: 'الأحرف الأولى من الاسم',
    save: 'حفظ',
    saved: 'تم الحفظ.',
    onlyLetters: 'يُرجى استخدام الأحرف والأرقام فقط.',
    newEmail: 'البريد الإلكتروني الجديد',
    changeEmail: 'تغيير البريد الإلكتروني',
    sentTo: 'أرسلنا رابطًا إلى',
    password: 'كلمة المرور',
    confirm: 'يُرجى كتابة «حذف حسابي»',
    words: 'حذف حسابي',
    notDeleted: 'للتأكيد، يُرجى كتابة «حذف حسابي». لم يُحذف شيء.',
    submitDeletion: 'حذف الحساب',
    deleted: 'تم حذف حسابك',
  },
] as const;

const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
const press = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true }).click();

withAndWithoutJavaScript(() => {
  for (const { language, ...texts } of TRANSLATIONS)
    test(`a user changes their profile and email, and deletes their account, in ${language}`, async ({
      page,
      context,
      signedIn,
    }) => {
      const { password } = signedIn.account;
      await chooseLanguage(context, language);
      await page.goto('/account');
      await field(page, texts.name).fill('Ada Lovelace');
      await field(page, texts.initials).fill('<>');
      await press(page, texts.save);
      await expect(field(page, texts.initials)).toHaveAccessibleDescription(
        new RegExp(`^${texts.onlyLetters}`),
      );
      await field(page, texts.initials).fill('al');
      await press(page, texts.save);
      await expect(status(page)).toHaveText(texts.saved);

      await page.goto('/account/email');
      await field(page, texts.newEmail).fill(newAccount().email);
      await page.getByLabel(texts.password, { exact: true }).fill(password);
      await press(page, texts.changeEmail);
      await expect(status(page)).toContainText(texts.sentTo);

      await page.goto('/account/delete');
      const confirmDeletion = async (words: string) => {
        await page.getByLabel(texts.password, { exact: true }).fill(password);
        await field(page, texts.confirm).fill(words);
        await press(page, texts.submitDeletion);
      };
      await confirmDeletion('delete');
      await expect(field(page, texts.confirm)).toHaveAccessibleDescription(
        new RegExp(`^${texts.notDeleted}`),
      );
      await confirmDeletion(texts.words);
      await expect(page).toHaveURL(/\/account-deleted$/);
      await expect(heading(page)).toHaveText(texts.deleted);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    });
});

test('the rules for a password are checked in the language of the page', async ({
  page,
  context,
  signedIn,
}) => {
  expect(signedIn.account.email).toBeTruthy();
  await chooseLanguage(context, 'de');
  await page.goto('/account/password');
  const rules = page.locator('form').getByRole('listitem');
  await expect(rules).toHaveText(['○Mindestens 8 Zeichen', '○Höchstens 72 Byte']);
  await page.getByLabel('Neues Passwort', { exact: true }).fill('kurz');
  const verdict = (text: string) => page.getByRole('status').filter({ hasText: text });
  await expect(verdict('Verwenden Sie mindestens 8 Zeichen.')).toBeAttached();
  await page.getByLabel('Neues Passwort', { exact: true }).fill('lang genug');
  await expect(verdict('Dieses Passwort erfüllt die Regeln oben.')).toBeAttached();
});

for (const path of PAGES)
  test(`all texts of ${path} are translated, and longer ones fit`, async ({ page, context, signedIn }) => {
    expect(signedIn.account.email).toBeTruthy();
    await chooseLanguage(context, 'en-XA');
    await page.goto(path);
    await expectPseudoLanguage(page.getByRole('main'));
    await expectAccessibleLayout(page);
    await chooseLanguage(context, 'ar');
    await page.reload();
    await expectAccessibleLayout(page);
  });
