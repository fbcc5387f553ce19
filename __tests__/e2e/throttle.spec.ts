import { expect, test } from './support/test.ts';
import { LoginWidget } from './support/widget.ts';

test('after too many wrong passwords the form says in words how long to wait, and then lets the owner in', async ({
  page,
  signedIn,
  context,
  quietConsole,
}) => {
  quietConsole.allow(/status of 429/);
  await context.clearCookies();
  await page.goto('/auth');
  const widget = new LoginWidget(page);
  const alert = page.getByRole('alert');
  for (let tries = 0; tries < 5; tries++) {
    const answered = page.waitForResponse('**/signin');
    await widget.signIn({ ...signedIn.account, password: `wrong horse ${tries} battery` });
    expect((await answered).status()).toBe(200);
  }
  await widget.signIn(signedIn.account);
  await expect(
    alert.filter({ hasText: /Too many tries\. Please wait [12] seconds?, then try again\./ }),
  ).toBeVisible();
  // As long as the form says: the functions' clock is this machine's.
  await page.waitForTimeout(2_000);
  await widget.signIn(signedIn.account);
  await page.waitForURL('**/session');
});
