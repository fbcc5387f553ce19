/** @jest-environment node */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAll, run } from './support/coreProcess';
import { callCore } from './support/testCore';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'core-'));
});

afterEach(() => {
  killAll();
  rmSync(folder, { recursive: true });
});

const onFile = (file = join(folder, 'core.db')) => ['--port', '0', '--data', file];

const count = async (url: string) => (await callCore(url, 'GET', '/users/count')).body.count;

test('it says where it is in one line, serves, and ends quietly when told to', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { child, url, ended } = run(onFile());
    expect((await fetch(`${await url}/hello`)).status).toBe(200);
    child.kill(signal);
    expect(await ended).toEqual({ code: 0, errors: '' });
  }
});

test('a second core on the same file is told so, and the first is not disturbed', async () => {
  const first = run(onFile());
  const url = await first.url;
  const { code, errors } = await run(onFile()).ended;
  expect(code).toBe(1);
  expect(errors).toMatch(/is in use by another core.*--data/);
  expect(await count(url)).toBe(0);
});

test('a port in use is named, with what to do', async () => {
  const port = new URL(await run(onFile()).url).port;
  const { code, errors } = await run(['--port', port, '--data', ':memory:']).ended;
  expect(code).toBe(1);
  expect(errors).toMatch(new RegExp(`^Port ${port} on 127.0.0.1 is in use.*--port`));
});

test.each([
  ['NODE_ENV is "production"', { NODE_ENV: 'production' }],
  ['this is Netlify', { NETLIFY: 'true' }],
])('it is not for deployment: %s', async (reason, env) => {
  const { code, errors } = await run(onFile(), env).ended;
  expect(code).toBe(1);
  expect(errors).toContain(reason);
  expect(errors).toContain('SUPERTOKENS_CONNECTION_URI');
});

test.each([
  [['--port', 'x'], '--port takes a number'],
  [['--nonsense'], '--nonsense'],
])('flags that make no sense are explained: %j', async (args, message) => {
  const { code, errors } = await run(args).ended;
  expect(code).toBe(1);
  expect(errors).toContain(message);
  expect(errors).toContain('usage: node core/main.ts');
});
