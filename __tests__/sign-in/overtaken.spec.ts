import { chooseLanguage } from '../support/browser/languages.ts';
import { expect, test } from '../support/browser/test.ts';
import { widgetOf } from '../support/browser/widget.ts';

const GERMAN =
  /^Ihr Konto wurde geändert, während Sie sich angemeldet haben\. Melden Sie sich noch einmal an\./;

/** The answer of the function, see __tests__/sign-in/overtaken.test.ts. */
const OVERTAKEN = {
  error: {
    code: 'CONFLICT',
    message:
      'Your account was changed while you were signing in. Sign in again. If your password has been changed, use the new one.',
    reason: 'platform.signInOvertaken',
    requestId: 'x',
  },
};

test('the widget says in the language of the user that a change of the account has overtaken the sign-in', async ({
  page,
  context,
  quietConsole,
}) => {
  quietConsole.allow(/status of 409/);
  await chooseLanguage(context, 'de');
  await page.route('**/auth/signin', (route) => route.fulfill({ status: 409, json: OVERTAKEN }));
  await page.goto('/auth');
  const widget = widgetOf(page);
  await widget.getByLabel('E-Mail-Adresse').fill('someone@example.com');
  await widget.getByLabel('Passwort', { exact: true }).fill('wrong horse battery');
  await widget.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: GERMAN })).toBeVisible();
  await expect(widget.getByLabel('E-Mail-Adresse')).toHaveValue('someone@example.com');
});

test('so does the form that needs no script', async ({ page, context }) => {
  await chooseLanguage(context, 'de');
  await page.goto('/auth?formError=sign_in_overtaken');
  await expect(page.getByRole('alert').filter({ hasText: GERMAN })).toBeVisible();
});
