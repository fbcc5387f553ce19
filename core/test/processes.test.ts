import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killCoreProcesses, startCoreProcess } from './support/coreProcess';
import type { CoreProcess } from './support/coreProcess';
import { callCore } from './support/testCore';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'core-'));
});

afterEach(() => {
  killCoreProcesses();
  rmSync(folder, { recursive: true });
});

const onFile = (file = join(folder, 'core.db')) => ['--port', '0', '--data', file, '--no-api-key'];

const count = async (url: string) => (await callCore(url, 'GET', '/users/count')).body.count;

test('prints its URL in one line, serves, and stops without output', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { child, url, ended } = startCoreProcess(onFile());
    expect((await fetch(`${await url}/hello`)).status).toBe(200);
    child.kill(signal);
    expect(await ended).toEqual({ code: 0, errors: '' });
  }
});

describe('the API key', () => {
  const withKey = (...more: string[]) => ['--port', '0', '--data', join(folder, 'core.db'), ...more];

  const countWith = async (url: string, key?: string) => {
    const headers: Record<string, string> = key === undefined ? {} : { 'api-key': key };
    return (await callCore(url, 'GET', '/users/count', undefined, headers)).status;
  };

  test('is created with the data, printed, reused by the next start, and required', async () => {
    const first = startCoreProcess(withKey());
    const url = await first.url;
    const key = /^API key: ([0-9a-f]{48}) \(stored in .*core\.key\)$/m.exec(first.output())?.[1];
    expect(await countWith(url)).toBe(401);
    expect(await countWith(url, key)).toBe(200);
    expect(statSync(join(folder, 'core.key')).mode & 0o777).toBe(0o600);
    first.child.kill('SIGTERM');
    await first.ended;
    expect(await countWith(await startCoreProcess(withKey()).url, key)).toBe(200);
  });

  test('changes with each start if data is in memory', async () => {
    const args = ['--port', '0', '--data', ':memory:'];
    const [one, other] = [startCoreProcess(args), startCoreProcess(args)];
    const key = async (core: CoreProcess) => {
      await core.url;
      return /^API key: (\S+)/m.exec(core.output())?.[1];
    };
    expect(await key(one)).not.toBe(await key(other));
    expect(await countWith(await one.url)).toBe(401);
    expect(await countWith(await one.url, await key(one))).toBe(200);
  });

  test('can be stored elsewhere, set, and disabled', async () => {
    const file = join(folder, 'deep', 'down.key');
    const url = await startCoreProcess(withKey('--api-key-file', file)).url;
    expect(await countWith(url, readFileSync(file, 'utf8').trim())).toBe(200);
    killCoreProcesses();
    for (const key of ['one-key-of-twenty-chars', 'two-keys-of-twenty-chars']) {
      const chosen = startCoreProcess([
        '--port',
        '0',
        '--data',
        ':memory:',
        '--api-key',
        'one-key-of-twenty-chars',
        '--api-key',
        'two-keys-of-twenty-chars',
      ]);
      expect(await countWith(await chosen.url, key)).toBe(200);
      expect(chosen.output()).not.toContain(key);
    }
    for (const flag of ['--no-api-key', '--testing'])
      expect(await countWith(await startCoreProcess(['--port', '0', '--data', ':memory:', flag]).url)).toBe(
        200,
      );
  });

  test.each([
    ['is no key', 'short', /^The API key file .*core\.key contains no valid key.*Delete it/],
    ['is empty', '', /^The API key file .*core\.key contains no valid key.*Delete it/],
  ])('reports a file that %s in one line', async (_title, text, words) => {
    writeFileSync(join(folder, 'core.key'), text);
    const { code, errors } = await startCoreProcess(withKey()).ended;
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1]);
    expect(errors).toMatch(words);
  });

  test('reports a folder in place of the file in one line', async () => {
    mkdirSync(join(folder, 'core.key'));
    const { code, errors } = await startCoreProcess(withKey()).ended;
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1]);
    expect(errors).toContain('core.key cannot be used');
  });
});

test.each([
  ['a folder', (file: string) => mkdirSync(file)],
  ['no database', (file: string) => writeFileSync(file, 'text, '.repeat(1000))],
])('reports a data file that is %s in one line', async (_title, make) => {
  const file = join(folder, 'broken.db');
  make(file);
  const { code, errors } = await startCoreProcess(onFile(file)).ended;
  expect([code, errors.trim().split('\n').length]).toEqual([1, 1]);
  expect(errors).toMatch(/^The database .*broken\.db cannot be used/);
});

test.each([
  [['--host', 'no.such.invalid'], /^Port 0 on no\.such\.invalid cannot be listened on: there is no host/],
  [
    ['--host', '192.0.2.1'],
    /^Port 0 on 192\.0\.2\.1 cannot be listened on: this machine has no such address/,
  ],
])('reports an unusable address in one line: %j', async (args, words) => {
  const { code, errors } = await startCoreProcess([...onFile(), ...args]).ended;
  expect([code, errors.trim().split('\n').length]).toEqual([1, 1]);
  expect(errors).toMatch(words);
});

test('a second core on the same file fails and leaves the first one running', async () => {
  const first = startCoreProcess(onFile());
  const url = await first.url;
  const { code, errors } = await startCoreProcess(onFile()).ended;
  expect(code).toBe(1);
  expect(errors).toMatch(/is in use by another core.*--data/);
  expect(await count(url)).toBe(0);
});

test('a port in use gives an error with a solution', async () => {
  const port = new URL(await startCoreProcess(onFile()).url).port;
  const { code, errors } = await startCoreProcess(['--port', port, '--data', ':memory:']).ended;
  expect(code).toBe(1);
  expect(errors).toMatch(new RegExp(`^Port ${port} on 127.0.0.1 is in use.*--port`));
});

test.each([
  ['NODE_ENV is "production"', { NODE_ENV: 'production' }],
  ['this is Netlify', { NETLIFY: 'true' }],
])('refuses to start in a deployment: %s', async (reason, env) => {
  const { code, errors } = await startCoreProcess(onFile(), env).ended;
  expect(code).toBe(1);
  expect(errors).toContain(reason);
  expect(errors).toContain('SUPERTOKENS_CONNECTION_URI');
});

test.each([
  [['--port', 'x'], '--port takes a number'],
  [['--port', ''], '--port takes a number'],
  [['--port', '1e3'], '--port takes a number'],
  [['--port', '65536'], '--port takes a number'],
  [['--nonsense'], '--nonsense'],
  [['--api-key', 'a', '--no-api-key'], 'exclude each other'],
])('explains invalid flags: %j', async (args, message) => {
  const { code, errors } = await startCoreProcess(args).ended;
  expect(code).toBe(1);
  expect(errors).toContain(message);
  expect(errors).toContain('usage: supertokens-local-core');
});

test('tells its flags with --help, in production as well', async () => {
  const core = startCoreProcess(['--help'], { NODE_ENV: 'production' });
  core.url.catch(() => undefined);
  expect(await core.ended).toEqual({ code: 0, errors: '' });
  expect(core.output()).toContain('usage: supertokens-local-core');
});
