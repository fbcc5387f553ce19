import { problem } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

test('a form that a new deploy does not know keeps what was typed, also across a reload', async ({
  page,
  signedIn,
  quietConsole,
}) => {
  quietConsole.allow(/status of 409/);
  expect(signedIn.account.email).not.toBe('');
  await page.goto('/account');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Ada');
  // The id of an action that this build does not have.
  await page.route('**/account', async (route) => {
    const headers = route.request().headers();
    const id = headers['next-action'];
    await route.continue(
      id === undefined ? {} : { headers: { ...headers, 'next-action': `60${'0'.repeat(40)}` } },
    );
  });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(problem(page, 'This site was updated while the page was open')).toBeVisible();
  await expect(name).toHaveValue('Ada');
  await page.unroute('**/account');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(problem(page, 'What you typed is still here')).toBeVisible();
  await expect(name).toHaveValue('Ada');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
});

test('a form that cannot be sent keeps what was typed', async ({ page, signedIn, quietConsole }) => {
  quietConsole.allow(/ERR_FAILED/);
  expect(signedIn.account.email).not.toBe('');
  await page.goto('/account');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Ada');
  await page.route('**/account', (route) => route.abort());
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(problem(page, 'The form could not be sent')).toBeVisible();
  await expect(name).toHaveValue('Ada');
});
