import { pagePaths } from '../../config/areas.ts';
import { expect, test } from '../support/browser/test.ts';

const paths = pagePaths('signed-in');

test('every protected page has the sign-out button', async ({ signedIn }) => {
  expect(paths).toEqual(expect.arrayContaining(['/session', '/account', '/account/password']));
  for (const path of paths) {
    const response = await signedIn.context.request.get(path);
    expect([new URL(response.url()).pathname, response.status()]).toEqual([path, 200]);
    expect(await response.text()).toMatch(/<form[^>]*action="\/sign-out"[^>]*>.*Sign out/s);
  }
});
