import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import standIn from '../../scripts/unused-in-browser.cjs';

const modules = join(__dirname, '../../node_modules');
const { FILES } = standIn;

function load(file: string): Record<string, () => unknown> {
  const exports = {};
  runInNewContext(standIn.call({ resourcePath: join(modules, file) }), { exports });
  return exports;
}

test.each(FILES)('%s exists in the SDK', (file) => {
  expect(existsSync(join(modules, file))).toBe(true);
});

test.each(FILES)('the replacement for %s exports no additional names', async (file) => {
  const real = (await import(join(modules, file))) as object;
  expect(Object.keys(real)).toEqual(expect.arrayContaining(Object.keys(load(file))));
});

test('starting an omitted recipe fails with a hint', () => {
  const recipes = FILES.filter((file) => /recipe\/\w+\/index\.js$/.test(file));
  expect(recipes).toHaveLength(2);
  for (const file of recipes) expect(() => load(file).init?.()).toThrow('scripts/unused-in-browser.cjs');
});

test.each([
  ['oauth2provider-shared.js', 'OAuth2Provider'],
  ['multifactorauth-shared2.js', 'MultiFactorAuth'],
])('the widget finds the same in %s as in the real file: no instance', async (file, name) => {
  const path = `supertokens-auth-react/lib/build/${file}`;
  const real = (await import(join(modules, path))) as Record<string, { getInstance: () => unknown }>;
  const omitted = load(path)[name] as unknown as { getInstance: () => unknown; init: () => unknown };
  expect(real[name]?.getInstance()).toBeUndefined();
  expect(omitted.getInstance()).toBeUndefined();
  expect(omitted.init).toThrow('scripts/unused-in-browser.cjs');
});

test('a file that is not in the table is not replaced', () => {
  expect(() => standIn.call({ resourcePath: '/somewhere/else.js' })).toThrow('/somewhere/else.js');
});
