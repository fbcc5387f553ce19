import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import unusedFunctions from '../../scripts/unused-functions.cjs';

const modules = join(__dirname, '../../node_modules');
const { FILES, UNUSED } = unusedFunctions;
const LEFT_OUT = 'scripts/unused-functions.cjs';

const sourceOf = (file: string) => readFileSync(join(modules, file), 'utf8');
const emptied = (file: string) => unusedFunctions.call({ resourcePath: join(modules, file) }, sourceOf(file));

/** Runs a module of the SDK with its real dependencies. */
function load(file: string, source: string): Record<string, unknown> {
  const exports = {};
  const run = runInThisContext(`(function (exports, require) {${source}\n})`, { filename: file }) as (
    ...args: unknown[]
  ) => void;
  run(exports, createRequire(join(modules, file)));
  return exports;
}

test.each(FILES)('%s loads, and exports the same names', (file) => {
  const names = (source: string) => Object.keys(load(file, source)).sort();
  expect(names(emptied(file))).toEqual(names(sourceOf(file)));
});

test.each(FILES)('nothing else in %s changes', (file) => {
  const kept = emptied(file).split('\n');
  const source = sourceOf(file).split('\n');
  const added = kept.filter((line) => line.includes(LEFT_OUT));
  expect(added).toHaveLength(UNUSED[file]?.length ?? 0);
  let at = 0;
  // The remaining lines are those of the source, in its order.
  for (const line of kept.filter((one) => !one.includes(LEFT_OUT))) {
    at = source.indexOf(line, at) + 1;
    expect([line, at]).not.toEqual([line, 0]);
  }
});

test.each([
  ['superTokens.js', 'getTranslationFunction'],
  ['utils.js', 'setFrontendCookie'],
  ['emailpassword-shared6.js', 'Label'],
])('in %s, %s says where it was left out', (name, left) => {
  const file = `supertokens-auth-react/lib/build/${name}`;
  const call = load(file, emptied(file))[left] as () => unknown;
  expect(() => call()).toThrow(LEFT_OUT);
});

test('a function that is not there stops the build', () => {
  const resourcePath = join(modules, FILES[0] ?? '');
  expect(() => unusedFunctions.call({ resourcePath }, 'function other() {\n}')).toThrow('is defined 0 times');
});

test('a file that is not in the table stops the build', () => {
  expect(() => unusedFunctions.call({ resourcePath: '/somewhere/else.js' }, '')).toThrow(
    '/somewhere/else.js',
  );
});
