import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharedHelpers from '../../scripts/shared-helpers.cjs';

const modules = resolve('node_modules');
const sourceOf = (file: string) => readFileSync(join(modules, file), 'utf8');
const share = (file: string, source: string) =>
  sharedHelpers.call({ resourcePath: join(modules, file) }, source);

const files = sharedHelpers.COMPILED.flatMap((folder) => globSync(`${folder}/**/*.js`, { cwd: modules }));
const withHelpers = files.filter((file) => /\bthis\.__generator\b/.test(sourceOf(file)));

const SHARED_HELPER = /^var (__\w+) = require\('(.+)'\)\.(\w+);\n/gm;

test('the SDK has helpers of its own in many modules', () => {
  expect(withHelpers.length).toBeGreaterThan(20);
});

test.each(withHelpers)('%s requires its helpers, and keeps all other code', (file) => {
  const source = sourceOf(file);
  const shared = share(file, source);
  const required = [...shared.matchAll(SHARED_HELPER)];
  expect(required.map(([, name]) => name)).toEqual(expect.arrayContaining(['__awaiter', '__generator']));
  for (const [, name, path, property] of required) {
    expect(property).toBe(name);
    expect(resolve(modules, file, '..', path ?? '')).toBe(resolve('components/sign-in/typescriptHelpers.ts'));
  }
  const rest = shared.split(SHARED_HELPER).at(-1) ?? '';
  expect(rest).toContain('exports.');
  expect(source.endsWith(rest)).toBe(true);
  const heads = (text: string) => text.match(/^(?:var|function) \w+/gm);
  expect(heads(shared)).toEqual(heads(source));
});

test.each(files.filter((file) => !withHelpers.includes(file)))('%s can be built', (file) => {
  expect(() => share(file, sourceOf(file))).not.toThrow();
});

test('a helper of another form stops the build', () => {
  const source = 'const __awaiter = this.__awaiter ?? function () {};';
  expect(() => share('supertokens-website/lib/build/fetch.js', source)).toThrow(
    'supertokens-website/lib/build/fetch.js has helpers of another form: see scripts/shared-helpers.cjs.',
  );
});
