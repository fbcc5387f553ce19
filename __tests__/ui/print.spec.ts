import { expect, test } from '../support/browser/test.ts';

test('a page is printed dark on light, without what is to be pressed', async ({ page, signedIn }) => {
  const url = process.env.E2E_BASE_URL ?? '';
  await signedIn.context.addCookies([{ name: 'theme', value: 'dark', url }]);
  await page.goto('/account');
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(11, 16, 32)');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveCSS('color', 'rgb(15, 23, 48)');
  for (const hidden of ['header', 'nav', 'button'])
    for (const element of await page.locator(hidden).all()) await expect(element).toBeHidden();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  const widthOf = async (selector: string) =>
    (await page.locator(selector).first().boundingBox())?.width ?? 0;
  expect(await widthOf('.facts')).toBeGreaterThan((await widthOf('main')) * 0.8);
});
