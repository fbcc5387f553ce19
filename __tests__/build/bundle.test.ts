/** @jest-environment node */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));

beforeAll(async () => {
  const script = `
    import { bundleFunctions } from ${JSON.stringify(pathToFileURL('netlify/build/bundle.ts').href)};
    await bundleFunctions('netlify/functions', ${JSON.stringify(folder)});`;
  await run(process.execPath, ['--input-type=module', '--eval', script]);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('makes one module of each function', () => {
  const expected = readdirSync('netlify/functions').map((file) => file.replace(/ts$/, 'mjs'));
  expect(readdirSync(folder).sort()).toEqual(expected.sort());
});

it('leaves the list of public suffixes out, and of the SDK nothing else that a session wants', () => {
  const bundle = readFileSync(join(folder, 'user.mjs'), 'utf8');
  expect(readFileSync('node_modules/tldts/dist/index.cjs.min.js', 'utf8')).toContain('myshopify');
  expect(bundle).not.toContain('myshopify');
  expect(bundle).toContain('sAccessToken');
});

it('loads nothing of Node to start the user function that a page can do without', async () => {
  const script = `
    await import(${JSON.stringify(pathToFileURL(join(folder, 'user.mjs')).href)});
    console.log(JSON.stringify(process.moduleLoadList));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded).toContain('NativeModule crypto');
  for (const late of ['https', 'zlib', 'tls', 'internal/deps/undici/undici'])
    expect([late, loaded.includes(`NativeModule ${late}`)]).toEqual([late, false]);
});
