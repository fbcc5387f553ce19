import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BuiltSite, cookiesOf, functionNames, zipPath } from '../support/builtSite.ts';
import { readZip } from '../support/lambdaZip.ts';

const AUTH = '/.netlify/functions/auth';

let site: BuiltSite;
beforeAll(async () => {
  site = await BuiltSite.start();
});
afterAll(() => site.close());

async function signUp(email: string): Promise<string> {
  const formFields = [
    { id: 'email', value: email },
    { id: 'password', value: 'correct horse 7 battery' },
  ];
  const answer = await site.callFunction({ path: `${AUTH}/signup`, method: 'POST', body: { formFields } });
  expect(JSON.parse(answer.body)).toMatchObject({ status: 'OK' });
  return cookiesOf(answer);
}

test('a user signs up through the built auth function and is known to the built user and profile functions', async () => {
  const cookie = await signUp('zip@example.com');

  const user = await site.callFunction({ path: '/.netlify/functions/user', cookie });
  expect(user.statusCode).toBe(200);
  expect(Object.keys(JSON.parse(user.body) as object).sort()).toEqual([
    'accessTokenPayload',
    'sessionHandle',
    'userId',
  ]);

  const profile = await site.callFunction({ path: '/.netlify/functions/profile', cookie });
  expect(JSON.parse(profile.body)).toMatchObject({ emails: ['zip@example.com'] });
});

test('a new sign-in in the same browser ends the earlier session, in the built functions', async () => {
  const cookie = await signUp('again@example.com');
  const formFields = [
    { id: 'email', value: 'again@example.com' },
    { id: 'password', value: 'correct horse 7 battery' },
  ];
  const signIn = { path: `${AUTH}/signin`, method: 'POST', body: { formFields } };
  const forged = cookie.replace(/(sAccessToken=[^;.]+\.[^;.]+\.)[^;]{8}/, '$1AAAAAAAA');
  const beside = cookiesOf(await site.callFunction({ ...signIn, cookie: forged }));
  const sessions = '/.netlify/functions/sessions';
  expect((await site.callFunction({ path: sessions, cookie })).statusCode).toBe(200);
  const next = cookiesOf(await site.callFunction({ ...signIn, cookie }));
  for (const [one, status] of [
    [cookie, 401],
    [beside, 200],
    [next, 200],
  ] as const)
    expect((await site.callFunction({ path: sessions, cookie: one })).statusCode).toBe(status);
});

test('the built Next server shows the session before and after a refresh, and redirects to sign-in without one', async () => {
  const cookie = await signUp('page@example.com');
  const { sessionHandle } = JSON.parse(
    (await site.callFunction({ path: '/.netlify/functions/user', cookie })).body,
  ) as { sessionHandle: string };

  const page = await site.page('/session', cookie);
  expect(page.status).toBe(200);
  expect(page.body).toContain(sessionHandle);

  const refresh = await site.callFunction({ path: `${AUTH}/session/refresh`, method: 'POST', cookie });
  const refreshed = await site.page('/session', cookiesOf(refresh));
  expect(refreshed.status).toBe(200);
  expect(refreshed.body).toContain(sessionHandle);

  const signedOut = await site.page('/session');
  expect([signedOut.status, signedOut.headers.location]).toEqual([307, '/auth?redirectToPath=%2Fsession']);
});

test('a deploy without a mail server says that passwords cannot be reset, on the page and in the function', async () => {
  const page = await site.page('/auth/reset-password');
  // Netlify runs the proxy, which has headers of its own, at its edge and not in this handler.
  expect(page.status).toBe(200);
  expect(page.body).toContain('this site does not send email');
  const body = { formFields: [{ id: 'email', value: 'zip@example.com' }] };
  const path = `${AUTH}/user/password/reset/token`;
  const answer = await site.callFunction({ path, method: 'POST', body });
  expect(answer.statusCode).toBe(503);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'MAIL_UNAVAILABLE' } });
});

/** The status of GET without a session. */
const answers: Record<string, number[]> = {
  auth: [404],
  health: [200],
  'magic-link': [404],
  passkeys: [404],
  'second-factor': [404],
  social: [404],
};

/** Functions without a route at their own path. */
const paths: Record<string, string> = { auth: `${AUTH}/nothing`, admin: '/.netlify/functions/admin/users' };

test.each(functionNames)(
  'the built %s function runs and answers a request without a session',
  async (name) => {
    const path = paths[name] ?? `/.netlify/functions/${name}`;
    const { statusCode, body } = await site.callFunction({ path });
    expect(answers[name] ?? [401, 405]).toContain(statusCode);
    expect(JSON.parse(body)).toHaveProperty(statusCode === 200 ? 'status' : 'error.code');
  },
);

/**
 * In KiB. Every page waits for the user function, so its limit is lower. The library for passkeys verifies
 * certificates, in a function that runs only when a user adds or uses one.
 */
const LIMITS: Record<string, number> = { user: 165, passkeys: 340 };
const limitOf = (name: string) => LIMITS[name] ?? 260;

test.each(functionNames.map((name) => [name, limitOf(name)] as const))(
  'the code of %s has at most %i KiB as gzip -9',
  (name, limit) => {
    const entries = Object.entries(readZip(zipPath(name)));
    // Netlify's runtime adds a file of its own to every function.
    const own = entries.filter(([path]) => !path.startsWith('___netlify-'));
    const size = own.reduce((sum, [, bytes]) => sum + gzipSync(bytes, { level: 9 }).length, 0);
    expect(size).toBeGreaterThan(50 * 1024);
    expect(size).toBeLessThan(limit * 1024);
  },
);

/** In bytes. A cold start downloads and unpacks it. */
const MAX_SERVER_HANDLER = 5.1e6;

test('the server handler does not contain the image optimizer', () => {
  expect(statSync(zipPath('___netlify-server-handler')).size).toBeLessThan(MAX_SERVER_HANDLER);
});

/** A table name that only the local core uses. */
const CORE_ONLY = 'refresh_token_keys';

/** The files that contain a secret or the local core. */
function telltales(files: Record<string, Uint8Array>): string[] {
  const secret = process.env.BUILD_SECRET ?? '';
  expect(secret).not.toBe('');
  const found = Object.entries(files).filter(
    ([path, bytes]) =>
      /(^|\/)(\.env|core\/)/.test(path.replace(/^(.*\/)?node_modules\/.*/, '')) ||
      [secret, CORE_ONLY].some((text) => Buffer.from(bytes).includes(text)),
  );
  return found.map(([path]) => path);
}

test('the marker of the local core is unique', () => {
  expect(readFileSync('core/src/recipes/session/store.ts', 'utf8')).toContain(CORE_ONLY);
});

test.each([...functionNames, '___netlify-server-handler'])(
  'the zip of %s contains no secret and nothing of the local core',
  (name) => {
    const files = readZip(zipPath(name));
    expect(telltales(files)).toEqual([]);
    expect(Object.keys(files).length).toBeGreaterThan(1);
  },
);

test.each(['.netlify/static', '.netlify/deploy', '.next/static'])(
  'the files published from %s contain no secret and nothing of the local core',
  (folder) => {
    const paths = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
    const files = paths.map(({ parentPath, name }) => join(parentPath, name));
    expect(telltales(Object.fromEntries(files.map((path) => [path, readFileSync(path)])))).toEqual([]);
  },
);
