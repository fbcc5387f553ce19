/** @jest-environment node */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { callCore } from './support/testCore';

const MAIN = join(__dirname, '..', '..', 'core', 'main.ts');

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'core-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly child: ChildProcess;
  /** Where it listens; rejects when it ends first. */
  readonly url: Promise<string>;
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

function run(args: string[], env: Record<string, string | undefined> = {}): Run {
  // NODE_ENV is jest's own, and would be the developer's.
  const environment = {
    ...process.env,
    NODE_ENV: undefined,
    NETLIFY: undefined,
    ...env,
  } as unknown as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, [MAIN, ...args], { env: environment });
  children.push(child);
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, errors });
    });
  });
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => {
      resolve(/http:\S+/.exec(data.toString())?.[0] ?? '');
    });
    void ended.then(() => {
      reject(new Error(`it ended: ${errors}`));
    });
  });
  // A run that is meant to fail has nobody waiting for its URL.
  url.catch(() => undefined);
  return { child, url, ended };
}

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

test('what was answered is there after kill -9, and the file is sound and free', async () => {
  const first = run(onFile());
  const url = await first.url;
  const answered: string[] = [];
  const signUps = (async () => {
    for (let n = 0; ; n++) {
      const body = { email: `user${String(n)}@example.com`, password: 'x' };
      answered.push((await callCore(url, 'POST', '/recipe/signup', body)).body.user.id);
    }
  })();
  const sessions = (async () => {
    for (;;) {
      const body = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };
      answered.push((await callCore(url, 'POST', '/recipe/session', body)).body.session.handle);
      if (answered.length >= 40) first.child.kill('SIGKILL');
    }
  })();
  await Promise.allSettled([signUps, sessions]);

  const second = await run(onFile()).url;
  const found = await Promise.all(answered.map((id) => exists(second, id)));
  expect(found.filter((isThere) => !isThere)).toEqual([]);
  expect(answered.length).toBeGreaterThanOrEqual(40);
  children.at(-1)?.kill('SIGTERM');
  await new Promise((resolve) => children.at(-1)?.once('close', resolve));

  const connection = new DatabaseSync(join(folder, 'core.db'));
  expect(connection.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  connection.close();
}, 30_000);

async function exists(url: string, id: string): Promise<boolean> {
  const user = (await callCore(url, 'GET', `/user/id?userId=${id}`)).body.status === 'OK';
  return user || (await callCore(url, 'GET', `/recipe/session?sessionHandle=${id}`)).body.status === 'OK';
}
