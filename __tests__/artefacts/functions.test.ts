/** @jest-environment node */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startCore } from '@/core/index.ts';
import { LOCAL_CORE } from '@/config/env.ts';
import { LambdaZip, readZip, type LambdaAnswer } from '../support/lambdaZip.ts';

const names = ['auth', 'user', 'profile'] as const;
const AUTH = '/.netlify/functions/auth';

let core: Awaited<ReturnType<typeof startCore>>;
const zips = {} as Record<(typeof names)[number], LambdaZip>;

beforeAll(async () => {
  core = await startCore({ port: 0, data: ':memory:', apiKeys: [LOCAL_CORE.apiKey] });
  const env = {
    // Nothing about addresses: what the build fixed has to do.
    SUPERTOKENS_CONNECTION_URI: core.url,
    SUPERTOKENS_API_KEY: LOCAL_CORE.apiKey,
  };
  for (const name of names)
    zips[name] = new LambdaZip(join('.netlify', 'functions', `${name}.zip`), name, env);
});

afterAll(async () => {
  for (const name of names) zips[name].close();
  await core.close();
});

interface Call {
  path: string;
  method?: string;
  cookie?: string;
  body?: unknown;
}

function event({ path, method = 'GET', cookie, body }: Call) {
  const headers: Record<string, string> = {
    host: 'www.example.com',
    'content-type': 'application/json',
    rid: 'emailpassword',
  };
  if (cookie !== undefined) headers.cookie = cookie;
  return {
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    rawUrl: `https://www.example.com${path}`,
    rawQuery: '',
  };
}

function cookiesOf(answer: LambdaAnswer): string {
  const set = answer.multiValueHeaders?.['Set-Cookie'] ?? answer.multiValueHeaders?.['set-cookie'] ?? [];
  return set.map((cookie) => cookie.split(';')[0]).join('; ');
}

test('a person signs up through the built auth function and is known to the built user and profile functions', async () => {
  const formFields = [
    { id: 'email', value: 'zip@example.com' },
    { id: 'password', value: 'correct horse 7 battery' },
  ];
  const signup = await zips.auth.call(
    event({ path: `${AUTH}/signup`, method: 'POST', body: { formFields } }),
  );
  expect(JSON.parse(signup.body)).toMatchObject({ status: 'OK' });
  const cookie = cookiesOf(signup);

  const user = await zips.user.call(event({ path: '/.netlify/functions/user', cookie }));
  expect(user.statusCode).toBe(200);
  expect(Object.keys(JSON.parse(user.body) as object).sort()).toEqual([
    'accessTokenPayload',
    'sessionHandle',
    'userId',
  ]);

  const profile = await zips.profile.call(event({ path: '/.netlify/functions/profile', cookie }));
  expect(JSON.parse(profile.body)).toMatchObject({ emails: ['zip@example.com'] });
});

test.each(names)(
  'the built %s function refuses somebody without a session in JSON, or lets them through to the SDK',
  async (name) => {
    const answer = await zips[name].call(
      event({ path: name === 'auth' ? `${AUTH}/nothing` : `/.netlify/functions/${name}` }),
    );
    expect(answer.statusCode).toBe(name === 'auth' ? 404 : 401);
    expect(JSON.parse(answer.body)).toHaveProperty('error.code');
  },
);

test.each([
  ['user', 200],
  ['profile', 200],
  ['auth', 350],
] as const)('the code of %s is no more than %i KiB as gzip -9', (name, limit) => {
  const entries = Object.entries(readZip(join('.netlify', 'functions', `${name}.zip`)));
  // Netlify's runtime adds a file of its own to every function.
  const own = entries.filter(([path]) => !path.startsWith('___netlify-'));
  const size = own.reduce((sum, [, bytes]) => sum + gzipSync(bytes, { level: 9 }).length, 0);
  expect(size).toBeGreaterThan(50 * 1024);
  expect(size).toBeLessThan(limit * 1024);
});

/** A table of the local core's, whose name nothing else uses. */
const CORE_ONLY = 'refresh_token_keys';

test.each([...names, '___netlify-server-handler'])(
  'the zip of %s holds no secret and nothing of the local core',
  (name) => {
    const secret = process.env.BUILD_SECRET ?? '';
    expect(secret).not.toBe('');
    const entries = Object.entries(readZip(join('.netlify', 'functions', `${name}.zip`)));
    const found = entries.filter(
      ([path, bytes]) =>
        /(^|\/)(\.env|core\/)/.test(path.replace(/^(.*\/)?node_modules\/.*/, '')) ||
        [secret, CORE_ONLY].some((text) => Buffer.from(bytes).includes(text)),
    );
    expect(found.map(([path]) => path)).toEqual([]);
    expect(entries.length).toBeGreaterThan(1);
  },
);
