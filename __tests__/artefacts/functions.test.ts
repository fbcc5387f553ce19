/** @jest-environment node */
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

test('a person signs up through the built auth function and is known to the built user and profile functions', async () => {
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

test('the built Next server shows the session, before and after a refresh, and leads to login without one', async () => {
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

  const stranger = await site.page('/session');
  expect([stranger.status, stranger.headers.location]).toEqual([307, '/auth?redirectToPath=%2Fsession']);
});

test('a deploy without a mail server says that no password can be reset, on the page and in the function', async () => {
  const page = await site.page('/auth/reset-password');
  expect([page.status, page.headers['referrer-policy']]).toEqual([200, 'no-referrer']);
  expect(page.body).toContain('this site sends no e-mail');
  const body = { formFields: [{ id: 'email', value: 'zip@example.com' }] };
  const path = `${AUTH}/user/password/reset/token`;
  const answer = await site.callFunction({ path, method: 'POST', body });
  expect(answer.statusCode).toBe(503);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'MAIL_UNAVAILABLE' } });
});

test.each(functionNames)(
  'the built %s function refuses somebody without a session in JSON, or lets them through to the SDK',
  async (name) => {
    const answer = await site.callFunction({
      path: name === 'auth' ? `${AUTH}/nothing` : `/.netlify/functions/${name}`,
    });
    expect(answer.statusCode).toBe(name === 'auth' ? 404 : 401);
    expect(JSON.parse(answer.body)).toHaveProperty('error.code');
  },
);

test.each([
  ['user', 200],
  ['profile', 200],
  ['sessions', 225],
  ['activity', 225],
  ['admin', 225],
  ['auth', 350],
] as const)('the code of %s is no more than %i KiB as gzip -9', (name, limit) => {
  const entries = Object.entries(readZip(zipPath(name)));
  // Netlify's runtime adds a file of its own to every function.
  const own = entries.filter(([path]) => !path.startsWith('___netlify-'));
  const size = own.reduce((sum, [, bytes]) => sum + gzipSync(bytes, { level: 9 }).length, 0);
  expect(size).toBeGreaterThan(50 * 1024);
  expect(size).toBeLessThan(limit * 1024);
});

/** A table of the local core's, whose name nothing else uses. */
const CORE_ONLY = 'refresh_token_keys';

test.each([...functionNames, '___netlify-server-handler'])(
  'the zip of %s holds no secret and nothing of the local core',
  (name) => {
    const secret = process.env.BUILD_SECRET ?? '';
    expect(secret).not.toBe('');
    const entries = Object.entries(readZip(zipPath(name)));
    const found = entries.filter(
      ([path, bytes]) =>
        /(^|\/)(\.env|core\/)/.test(path.replace(/^(.*\/)?node_modules\/.*/, '')) ||
        [secret, CORE_ONLY].some((text) => Buffer.from(bytes).includes(text)),
    );
    expect(found.map(([path]) => path)).toEqual([]);
    expect(entries.length).toBeGreaterThan(1);
  },
);
