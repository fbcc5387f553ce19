import { expect, test } from '../support/browser/test.ts';

for (const path of ['/%ff', '/auth/%E0%A4%A', '/session/%ff', '/.netlify/functions/user/%ff']) {
  test(`${path} is refused, and the next request is served`, async ({ request }) => {
    expect((await request.get(path)).status()).toBe(400);
    expect((await request.get('/')).status()).toBe(200);
  });
}

test('a query that cannot be decoded does not fail a page', async ({ request }) => {
  expect((await request.get('/auth?x=%ff')).status()).toBe(200);
  expect((await request.get('/.netlify/functions/user?x=%ff')).status()).toBe(401);
});
