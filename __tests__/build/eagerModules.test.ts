/** @jest-environment node */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { parseModulesOnce } from '../../netlify/build/eagerModules.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'eager-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES = {
  'nested.cjs': `module.exports = { name: 'nested' };`,
  'first.cjs': `const nested = require('./nested.cjs'); module.exports = { name: 'first ' + nested.name };`,
  'late.cjs': `module.exports = { name: 'late' };`,
  'entry.mjs': `
    import first from './first.cjs';
    export const atImport = first.name;
    export const whenCalled = () => require('./late.cjs').name;`,
};

async function bundle(): Promise<string> {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'entry.mjs')],
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** The text before the code of a module, from the name of the helper on. */
const beforeModule = (text: string, name: string): string =>
  new RegExp(`=\\w+(\\(+)[^()]*\\)=>\\{[^}]*name:"${name}`).exec(text)?.[1] ?? 'not found';

it('puts the modules into parentheses that an import runs, and no others', async () => {
  const plain = await bundle();
  const changed = parseModulesOnce(plain);
  expect(['nested', 'first ', 'late'].map((name) => beforeModule(plain, name))).toEqual(['((', '((', '((']);
  expect(['nested', 'first ', 'late'].map((name) => beforeModule(changed, name))).toEqual([
    '(((',
    '(((',
    '((',
  ]);
});

it('changes nothing else', async () => {
  const file = join(folder, 'changed.mjs');
  writeFileSync(file, parseModulesOnce(await bundle()));
  const script = `
    const { atImport, whenCalled } = await import(${JSON.stringify(pathToFileURL(file).href)});
    console.log(JSON.stringify([atImport, whenCalled()]));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  expect(JSON.parse(stdout)).toEqual(['first nested', 'late']);
});
