import type { Page } from '@playwright/test';
import { expectAccessibleLayout } from '../support/browser/accessible.ts';
import { withAndWithoutJavaScript } from '../support/browser/browserSettings.ts';
import { withoutCore } from '../support/browser/core.ts';
import { postFromAnotherSite } from '../support/browser/crossSite.ts';
import { chooseLanguage, expectPseudoLanguage } from '../support/browser/languages.ts';
import { expectFocusedStatus, heading, pressAndConfirm, status } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';
import { confirmByKey, typeByKey } from '../support/browser/keyboard.ts';

const PAGE = '/notes';
const EMPTY = 'You have no notes yet.';

const field = (page: Page) => page.getByRole('textbox', { name: 'Note' });
const notes = (page: Page) => page.getByRole('main').getByRole('listitem');

async function add(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole('button', { name: 'Add note' }).click();
}

const remove = (page: Page, text: string) => pressAndConfirm(page, `Delete : ${text}`);

withAndWithoutJavaScript(() => {
  test('a user adds notes, finds them after a reload, and deletes one', async ({ page, signedIn }) => {
    await signedIn.context.cookies();
    await page.goto('/session');
    await page.getByRole('link', { name: 'Notes' }).click();
    await expect(heading(page)).toHaveText('Your notes');
    await expect(page.getByText(EMPTY)).toBeVisible();
    await add(page, 'Buy milk');
    await expect(status(page)).toHaveText('Note added.');
    await expect(field(page)).toHaveValue('');
    await add(page, 'Call <b>Ada</b>');
    await expect(notes(page)).toHaveCount(2);
    await expect(notes(page).first()).toContainText('Call <b>Ada</b>');
    await page.goto(PAGE);
    await remove(page, 'Buy milk');
    await expectFocusedStatus(page, 'Note deleted.');
    await expect(notes(page)).toHaveCount(1);
    await remove(page, 'Call <b>Ada</b>');
    await expect(page.getByText(EMPTY)).toBeVisible();
  });

  test('an error is shown at the field, which has the focus, and the text is kept', async ({
    page,
    signedIn,
  }) => {
    await signedIn.context.cookies();
    await page.goto(PAGE);
    await add(page, 'x'.repeat(501));
    await expect(field(page)).toHaveAccessibleDescription(/^Use 500 characters at most\./);
    await expect(field(page)).toBeFocused();
    await expect(field(page)).toHaveValue('x'.repeat(501));
    await add(page, ' ');
    await expect(field(page)).toHaveAccessibleDescription(/^Enter a note\./);
    await add(page, 'x'.repeat(500));
    await expect(status(page)).toHaveText('Note added.');
  });

  test('a note that is gone is no longer shown after its deletion', async ({ page, signedIn, context }) => {
    await signedIn.context.cookies();
    await page.goto(PAGE);
    await add(page, 'Buy milk');
    await expect(notes(page)).toHaveCount(1);
    const other = await context.newPage();
    await other.goto(PAGE);
    await remove(other, 'Buy milk');
    await expect(other.getByText(EMPTY)).toBeVisible();
    await remove(page, 'Buy milk');
    await expect(page.getByText(EMPTY)).toBeVisible();
  });

  test('an expired token does not interrupt the user', async ({ page, signedIn }) => {
    await page.goto(PAGE);
    await signedIn.expire();
    await add(page, 'Buy milk');
    await expect(status(page)).toHaveText('Note added.');
    await expect(notes(page)).toHaveCount(1);
  });

  test('without the core, shows an error page, and does not claim to have added a note', async ({
    page,
    signedIn,
    quietConsole,
  }) => {
    quietConsole.allow(/status of 503/);
    await signedIn.context.cookies();
    await page.goto(PAGE);
    await withoutCore(async () => {
      await add(page, 'Buy milk');
      await expect(page.getByText('Note added.')).toHaveCount(0);
      expect((await page.goto(PAGE))?.status()).toBe(503);
      await expect(heading(page)).toHaveText('Service temporarily unavailable');
    });
    await page.goto(PAGE);
    await expect(page.getByText(EMPTY)).toBeVisible();
  });
});

test('without a session, redirects to sign-in and back', async ({ page }) => {
  await page.goto(PAGE);
  await expect(page).toHaveURL(/\/auth\?redirectToPath=%2Fnotes$/);
});

test('a form of another site adds nothing', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto(PAGE);
  const answers = await postFromAnotherSite(page.locator('main form').first(), { text: 'Forged' });
  expect(answers.map((answer) => answer.status()).filter((status) => status >= 500)).toEqual([]);
  await page.reload();
  await expect(page.getByText(EMPTY)).toBeVisible();
});

test('has no accessibility violation and does not scroll sideways', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto(PAGE);
  await add(page, 'Buy milk');
  await expect(notes(page)).toHaveCount(1);
  await add(page, 'x'.repeat(300));
  await expect(notes(page)).toHaveCount(2);
  await add(page, '');
  await expect(field(page)).toBeFocused();
  await expectAccessibleLayout(page);
});

test('all texts are translated, and longer ones fit', async ({ page, context, signedIn }) => {
  await signedIn.context.cookies();
  await chooseLanguage(context, 'en-XA');
  await page.goto(PAGE);
  await expectPseudoLanguage(page.getByRole('main'));
  await page.getByRole('textbox').fill('Buy milk');
  await page
    .locator('main form', { has: page.getByRole('textbox') })
    .getByRole('button')
    .click();
  await expect(notes(page)).toHaveCount(1);
  await expectAccessibleLayout(page);
  await chooseLanguage(context, 'ar');
  await page.reload();
  await expect(heading(page)).toHaveText('ملاحظاتك');
  await expectAccessibleLayout(page);
});

test('a user adds and deletes a note by keyboard alone', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto(PAGE);
  for (const text of ['Buy milk', 'Call Ada']) {
    await typeByKey(field(page), text);
    await page.keyboard.press('Enter');
    await expect(notes(page).filter({ hasText: text })).toBeVisible();
    await expect(field(page)).toBeFocused();
  }
  await confirmByKey(page.getByRole('button', { name: 'Delete : Buy milk' }), 'Delete : Buy milk');
  await expectFocusedStatus(page, 'Note deleted.');
  await expect(notes(page)).toHaveText(/Call Ada/);
});
