import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { functionBundles } from '../../scripts/function-bundles.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  mkdirSync(join(folder, 'lib'));
  writeWord('first');
  writeFileSync(
    join(folder, 'one.ts'),
    "import { word } from './lib/word.ts';\nexport const handler = word;",
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const writeWord = (word: string) =>
  writeFileSync(join(folder, 'lib', 'word.ts'), `export const word: string = '${word}';`);
const makeBundles = () =>
  functionBundles({ source: relative(process.cwd(), folder), store: join(folder, 'store') });
const bundled = (made: string, name = 'one') => readFileSync(join(made, `${name}.mjs`), 'utf8');

it('bundles once, and again when a file has changed that went into a function', async () => {
  const first = await makeBundles();
  const { mtimeMs } = statSync(join(first, 'one.mjs'));
  expect(await makeBundles()).toBe(first);
  expect(statSync(join(first, 'one.mjs')).mtimeMs).toBe(mtimeMs);

  writeWord('second');
  const second = await makeBundles();
  expect(second).not.toBe(first);
  expect([bundled(first), bundled(second)]).toEqual([
    expect.stringContaining('first'),
    expect.stringContaining('second'),
  ]);
});

it('bundles again when a function was added', async () => {
  const before = await makeBundles();
  writeFileSync(join(folder, 'two.ts'), "export const handler = 'two';");
  const after = await makeBundles();
  expect([readdirSync(before), readdirSync(after)]).toEqual([['one.mjs'], ['one.mjs', 'two.mjs']]);
});

it('gives concurrent callers the same folder, and leaves nothing else', async () => {
  const folders = await Promise.all([makeBundles(), makeBundles(), makeBundles()]);
  expect(new Set(folders).size).toBe(1);
  expect(bundled(folders[0])).toContain('first');
  expect(readdirSync(join(folder, 'store'))).toHaveLength(2);
});
