import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { functionBundles, type Places } from '../../scripts/function-bundles.ts';
import { serveSources } from '../../scripts/local-functions.ts';
import { watchBundles } from '../../scripts/newest-bundles.ts';

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
const places = (flavor: Places['flavor']): Places => ({
  flavor,
  source: relative(process.cwd(), folder),
  store: join(folder, 'store'),
});
const makeBundles = () => functionBundles(places('production'));
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

/** Repeats a check until it holds: the system reports changes of files when it likes. */
async function eventually<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  while ((await read()) !== expected) await new Promise((resolve) => setImmediate(resolve));
}

it('in development shows a change at the next call, and says what is wrong in the sources', async () => {
  const bundles = watchBundles([relative(process.cwd(), folder)], places('development'));
  const word = async () => /= "(\w+)";/.exec(bundled(await bundles.folder()))?.[1];
  expect(await word()).toBe('first');
  writeWord('second');
  await eventually(word, 'second');
  const report = jest.spyOn(console, 'error').mockImplementation();
  writeFileSync(join(folder, 'lib', 'word.ts'), 'export const word = ;');
  await eventually(
    () => word().catch((error: unknown) => String(error)),
    'Error: The functions could not be bundled. The terminal says why.',
  );
  expect(String(report.mock.calls[0]?.[0])).toContain('word.ts:1:20');
  // As editors do: another file takes the place of the first.
  writeFileSync(join(folder, 'lib', 'word.new'), "export const word: string = 'third';");
  renameSync(join(folder, 'lib', 'word.new'), join(folder, 'lib', 'word.ts'));
  await eventually(() => word().catch(() => undefined), 'third');
  report.mockRestore();
  writeWord('fourth');
  await eventually(word, 'fourth');
  expect(existsSync(join(await bundles.folder(), 'one.mjs.map'))).toBe(true);
  await bundles.close();
});

it('in development keeps the bundles of the last changes, and those that are not complete yet', async () => {
  const store = join(folder, 'store');
  for (const word of ['a', 'b', 'c', 'd']) {
    writeWord(word);
    await functionBundles(places('development'));
    const minutesAgo = new Date(Date.now() - (word === 'd' ? 0 : 120_000));
    for (const name of readdirSync(store)) utimesSync(join(store, name), minutesAgo, minutesAgo);
  }
  expect(readdirSync(store)).toHaveLength(4);
  writeWord('e');
  await functionBundles(places('development'));
  expect(readdirSync(store)).toHaveLength(5);
});

it('in development serves the functions that there are, also those added later', async () => {
  const entries = join(folder, 'entries');
  const served = serveSources(entries, places('development'));
  const names = () => readdirSync(entries).sort().join();
  expect(names()).toBe('one.mjs');
  writeFileSync(join(folder, 'two.ts'), 'export const handler = 2;');
  await eventually(names, 'one.mjs,two.mjs');
  rmSync(join(folder, 'one.ts'));
  await eventually(names, 'two.mjs');
  served.stop();
  expect(existsSync(entries)).toBe(false);
});
