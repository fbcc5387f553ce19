import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { startTestCore, type TestCore } from '../support/testCore.ts';

const EMAIL = 'ada@example.com';

let core: TestCore;
beforeAll(async () => {
  core = await startTestCore();
});
afterAll(() => core.close());

interface Told {
  code: number;
  out: string;
  err: string;
}

/** Runs `npm run admin -- …` against the core of this test. */
function admin(args: string[], env: Record<string, string> = {}): Promise<Told> {
  const given = { SUPERTOKENS_CONNECTION_URI: core.url, SUPERTOKENS_API_KEY: core.apiKey, ...env };
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [resolve('scripts/admin.ts'), ...args],
      { env: { ...process.env, ...given } },
      (_error, stdout, stderr) =>
        done({ code: child.exitCode ?? -1, out: stdout.trim(), err: stderr.trim() }),
    );
  });
}

async function ask(method: string, path: string, body?: object) {
  const response = await fetch(core.url + path, {
    method,
    headers: { 'api-key': core.apiKey, 'cdi-version': '5.4', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as { user: { id: string }; roles: string[]; permissions: string[] };
}

test('makes a user an administrator, lists them, and removes the role', async () => {
  const { user } = await ask('POST', '/recipe/signup', { email: EMAIL, password: 'correct horse 1' });
  const roles = async () => (await ask('GET', `/recipe/user/roles?userId=${user.id}`)).roles;
  expect(await admin(['list'])).toEqual({ code: 0, out: 'No user has the role admin.', err: '' });
  expect(await admin(['give', ' ADA@example.com'])).toEqual({
    code: 0,
    out: `${EMAIL} now has the role admin. (${user.id})`,
    err: '',
  });
  expect(await roles()).toEqual(['admin']);
  const { permissions } = await ask('GET', '/recipe/role/permissions?role=admin');
  expect(permissions.sort()).toEqual(['users:manage', 'users:read']);
  expect((await admin(['give', EMAIL])).out).toContain('had already');
  expect((await admin(['list'])).out).toBe(`${EMAIL} (${user.id})`);
  expect((await admin(['give', EMAIL, 'editor'])).out).toContain('now has the role editor');
  expect(await admin(['take', EMAIL])).toEqual({
    code: 0,
    out: `${EMAIL} no longer has the role admin. (${user.id})\nThere are no administrators now.`,
    err: '',
  });
  expect(await roles()).toEqual(['editor']);
});

test('an unknown address changes nothing, not even the existing roles', async () => {
  expect(await admin(['give', 'typo@example.com', 'emperor'])).toEqual({
    code: 1,
    out: '',
    err: 'No user has the address typo@example.com. Sign up with it first, then run this again.',
  });
  expect((await ask('GET', '/recipe/roles')).roles).not.toContain('emperor');
});

test.each([[[]], [['give']], [['make', EMAIL]], [['give', EMAIL, 'admin', 'more']], [['list', 'a', 'b']]])(
  'shows the usage for unknown arguments: %j',
  async (args) => {
    const { code, err } = await admin(args);
    expect([code, err.split('\n')[0]]).toEqual([1, 'Usage:']);
  },
);

test.each([
  ['a role that is none', ['give', EMAIL, 'Über'], {}, /^A role must begin with a letter/],
  [
    'a core that is down',
    ['list'],
    { SUPERTOKENS_CONNECTION_URI: 'http://127.0.0.1:1' },
    /^No core answers at http:\/\/127\.0\.0\.1:1\./,
  ],
  [
    'a wrong key',
    ['list'],
    { SUPERTOKENS_API_KEY: 'another' },
    /^SUPERTOKENS_API_KEY is not a key of the core at /,
  ],
  [
    'an invalid URL of a core',
    ['list'],
    { SUPERTOKENS_CONNECTION_URI: 'core' },
    /^SUPERTOKENS_CONNECTION_URI must be/,
  ],
])('reports %s in one line', async (_name, args, env: Record<string, string>, words) => {
  const { code, err } = await admin(args, env);
  expect(code).toBe(1);
  expect(err).toMatch(words);
  expect(err.split('\n')).toHaveLength(1);
});
