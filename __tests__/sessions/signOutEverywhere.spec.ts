import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '../support/browser/test.ts';

/** The pages behind sign-in whose address is fixed, by their folders. */
const paths = globSync('app/(signed-in)/**/page.tsx')
  .map((file) => dirname(file).replace('app/(signed-in)', ''))
  .filter((path) => !path.includes('[') && !path.startsWith('/admin'))
  .sort();

test('every page behind sign-in has the button to sign out', async ({ signedIn }) => {
  expect(paths).toEqual(expect.arrayContaining(['/session', '/account', '/account/password']));
  for (const path of paths) {
    const response = await signedIn.context.request.get(path);
    expect([new URL(response.url()).pathname, response.status()]).toEqual([path, 200]);
    expect(await response.text()).toMatch(/<form[^>]*action="\/sign-out"[^>]*>.*Sign out/s);
  }
});
