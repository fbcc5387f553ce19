import { expect, test } from '../support/browser/test.ts';
import { LoginWidget } from '../support/browser/widget.ts';

test('after too many wrong passwords the form says how long to wait, then lets the owner in', async ({
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
  const statuses: number[] = [];
  // Each wait is twice the previous one, so at some point this machine tries too early.
  while (statuses.at(-1) !== 429) {
    const answered = page.waitForResponse('**/signin');
    await widget.signIn({ ...signedIn.account, password: `wrong horse ${statuses.length} battery` });
    statuses.push((await answered).status());
  }
  expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
  const words = alert.filter({ hasText: /Too many attempts\. Try again in \d+ s\./ });
  await expect(words).toBeVisible();
  // As long as the form says: the functions' clock is this machine's.
  await page.waitForTimeout(Number(/\d+/.exec((await words.textContent()) ?? '')?.[0]) * 1000);
  await widget.signIn(signedIn.account);
  await page.waitForURL('**/session');
});
