import { expect, test } from '../support/browser/test.ts';

test('the headers of the table of claims are aligned like the values', async ({ page, signedIn }) => {
  await signedIn.context.cookies();
  await page.goto('/session');
  const headers = await page.getByRole('columnheader').or(page.getByRole('rowheader')).all();
  expect(headers.length).toBeGreaterThan(5);
  for (const header of headers) await expect(header).toHaveCSS('text-align', 'start');
});
