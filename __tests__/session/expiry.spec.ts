import { signOut } from '../support/browser/locators.ts';
import { expect, test } from '../support/browser/test.ts';

test('an expired access token is refreshed on the way without interruption, and the query is kept', async ({
  page,
  signedIn,
}) => {
  await signedIn.expire();
  const response = await page.goto('/session?tab=2');
  expect(response?.status()).toBe(200);
  await expect(page).toHaveURL(/\/session\?tab=2$/);
});

test('a form with an expired access token is carried out once', async ({ page, signedIn, context }) => {
  await page.goto('/session');
  await signedIn.expire();
  await signOut(page);
  await page.waitForURL((url) => url.pathname !== '/session');
  expect((await context.cookies()).filter(({ name }) => name === 'sAccessToken')).toEqual([]);
  expect((await context.request.get('/.netlify/functions/user')).status()).toBe(401);
});

test('many tabs restored at once all show the session, and none is signed out later', async ({
  context,
  signedIn,
}) => {
  for (let round = 0; round < 2; round++) {
    await signedIn.expire();
    const pages = await Promise.all(Array.from({ length: 6 }, () => context.newPage()));
    const answers = await Promise.all(pages.map((page) => page.goto('/session')));
    expect(answers.map((answer) => answer?.status())).toEqual(Array(6).fill(200));
    for (const page of pages) expect(new URL(page.url()).pathname).toBe('/session');
    await Promise.all(pages.map((page) => page.close()));
  }
});
