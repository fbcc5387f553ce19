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

test('importing omitted code fails with a hint', () => {
  const recipes = FILES.filter((file) => file.includes('/recipeImplementation'));
  expect(recipes).toHaveLength(2);
  for (const file of recipes) expect(() => load(file).default?.()).toThrow('scripts/unused-in-browser.cjs');
});

test('a file that is not in the table is not replaced', () => {
  expect(() => standIn.call({ resourcePath: '/somewhere/else.js' })).toThrow('/somewhere/else.js');
});
