import { pressAndConfirm } from '../support/browser/locators.ts';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { chooseLanguage, expectPseudoLanguage } from '../support/browser/languages.ts';
import { PASSKEYS_PAGE, withoutAutofill } from '../support/browser/passkeyPages.ts';
import { expect, test } from '../support/browser/test.ts';
import { VirtualAuthenticator } from '../support/browser/virtualAuthenticator.ts';

const SECTION = 'section[aria-labelledby=passkeys]';

const TRANSLATIONS = [
  {
    language: 'de',
    add: 'Passkey hinzufügen',
    added: /^Der Passkey „Chrome.*“ wurde hinzugefügt\. Unten/,
    rename: 'Umbenennen',
    name: 'Name',
    save: /^Name speichern/,
    saved: 'Der Name wurde gespeichert.',
    noName: 'Geben Sie einen Namen ein.',
    remove: /^Passkey entfernen/,
    removed: 'Der Passkey wurde entfernt.',
    signIn: /passkey/i,
    unknown: /^Dieser Passkey gehört hier zu keinem Konto\./,
  },
  {
    language: 'ar',
    add: 'إضافة مفتاح مرور',
    added: /^أُضيف مفتاح المرور «\u2068Chrome.*\u2069»\./,
    rename: 'تغيير الاسم',
    name: 'الاسم',
    save: /^حفظ الاسم/,
    saved: 'تم حفظ الاسم.',
    noName: 'يُرجى إدخال اسم.',
    remove: /^إزالة مفتاح المرور/,
    removed: 'تمت إزالة مفتاح المرور.',
    signIn: /passkey|بمفتاح مرور/,
    unknown: /^لا يتبع مفتاح المرور هذا أي حساب هنا/,
  },
] as const;

for (const texts of TRANSLATIONS)
  test(`a user adds, names and removes a passkey in ${texts.language}`, async ({
    page,
    context,
    signedIn,
    quietConsole,
  }) => {
    expect(signedIn.account.email).not.toBe('');
    quietConsole.allow(/status of 400/);
    await withoutAutofill(page);
    await chooseLanguage(context, texts.language);
    const device = await VirtualAuthenticator.attach(page);
    await page.goto(PASSKEYS_PAGE);
    await device.answer();
    await page.getByRole('button', { name: texts.add }).click();
    await expect(page.getByRole('status').filter({ hasText: texts.added })).toBeVisible();
    await device.answer(false);

    const card = page.locator(`${SECTION} li`);
    await card.getByText(texts.rename).click();
    await card.getByLabel(texts.name, { exact: true }).fill(' ');
    await card.getByRole('button', { name: texts.save }).click();
    await expect(card.getByText(texts.noName)).toBeVisible();
    await card.getByLabel(texts.name, { exact: true }).fill('Blau');
    await card.getByRole('button', { name: texts.save }).click();
    await expect(card.getByRole('status').filter({ hasText: texts.saved })).toBeVisible();
    await pressAndConfirm(page, texts.remove);
    await expect(page.getByRole('status').filter({ hasText: texts.removed })).toBeVisible();

    await context.clearCookies();
    await chooseLanguage(context, texts.language);
    await page.goto('/auth');
    await device.answer();
    await page.getByRole('button', { name: texts.signIn }).click();
    await expect(page.getByRole('alert').filter({ hasText: texts.unknown })).toBeVisible();
  });

test('all texts are translated, and longer ones fit', async ({ page, context, signedIn }) => {
  expect(signedIn.account.email).not.toBe('');
  await chooseLanguage(context, 'en-XA');
  const device = await VirtualAuthenticator.attach(page);
  await page.goto(PASSKEYS_PAGE);
  await expectPseudoLanguage(page.locator(SECTION));
  await device.answer();
  await page.locator('main .button-primary').click();
  await expect(page.locator(`${SECTION} li`)).toHaveCount(1);
  await device.answer(false);
  const card = page.locator(`${SECTION} li`);
  await card.locator('summary').first().click();
  // The name is text of the user, which no language changes.
  await card.locator('input[type="text"], input:not([type])').last().fill('1-2');
  await card.getByRole('button').first().click();
  await expect(card.getByRole('heading')).toHaveText('1-2');
  await page.goto(PASSKEYS_PAGE);
  await expectPseudoLanguage(page.locator(SECTION));
  await expectAccessibleLayout(page);
  await chooseLanguage(context, 'ar');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessibleLayout(page);
});
