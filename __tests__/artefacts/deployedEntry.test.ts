/** @jest-environment node */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuiltSite, functionNames, type SiteRequest } from '../support/builtSite.ts';

const AUTH = '/.netlify/functions/auth';
const pathOf = (name: string) => `/.netlify/functions/${name}`;

interface ManifestEntry {
  name: string;
  bundler: string;
  runtimeVersion: string;
  buildData: { runtimeAPIVersion: number };
  routes?: unknown;
  trafficRules?: unknown;
}

const { functions: manifest } = JSON.parse(
  readFileSync(join('.netlify', 'functions', 'manifest.json'), 'utf8'),
) as { functions: ManifestEntry[] };

/** The bundler silently omits a rule that is not written as a literal. */
const rule = (windowLimit: number, windowSize: number) => ({
  action: {
    type: 'rate_limit',
    config: {
      rateLimitConfig: { windowLimit, windowSize, algorithm: 'sliding_window' },
      aggregate: { keys: [{ type: 'ip' }, { type: 'domain' }] },
    },
  },
});

/** The functions that sign in or sign up, or that have the SDK send mail. */
const rules: Record<string, object> = Object.fromEntries(
  ['auth', 'email', 'magic-link', 'passkeys', 'sign-in-methods', 'social'].map((name) => [
    name,
    rule(600, 60),
  ]),
);

let site: BuiltSite;
beforeAll(async () => {
  site = await BuiltSite.start();
});
afterAll(() => site.close());

test('the manifest names every function', () => {
  const names = manifest.map(({ name }) => name).filter((name) => !name.startsWith('___netlify-'));
  expect(names.sort()).toEqual([...functionNames].sort());
});

test.each(functionNames)(
  '%s is deployed as a default export at its own path, with its rate limit',
  (name) => {
    const entry = manifest.find((one) => one.name === name);
    expect(entry).toMatchObject({
      bundler: 'none',
      runtimeVersion: 'nodejs24.x',
      buildData: { runtimeAPIVersion: 2 },
    });
    expect(entry?.routes).toBeUndefined();
    expect(entry?.trafficRules).toEqual(rules[name]);
  },
);

/** The sources of a function: its file, and the folder of its feature. */
const sourcesOf = (name: string) =>
  [join('netlify', 'functions', `${name}.ts`), ...globSync(join('netlify', name, '*.ts'))].map((file) =>
    readFileSync(file, 'utf8'),
  );

test('every function that signs in, or has the SDK send mails, has a rate limit', () => {
  const limited = functionNames.filter((name) =>
    sourcesOf(name).some((source) => /\b(sdkMails|signInThroughSdk|createSession)\b/.test(source)),
  );
  expect(Object.keys(rules).sort()).toEqual(limited.sort());
});

const ask = (request: SiteRequest) => site.callFunction(request);

/** Functions of features that are off by default: this build has no route of them. */
const SWITCHED_OFF = ['magic-link', 'passkeys', 'second-factor', 'social'];

test.each(SWITCHED_OFF)('the built %s function, which is switched off, answers 404', async (name) => {
  const { statusCode, body } = await ask({ path: pathOf(name), method: 'OPTIONS' });
  expect(statusCode).toBe(404);
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'NOT_FOUND' } });
});

const switchedOn = functionNames.filter((name) => !SWITCHED_OFF.includes(name));

test.each(switchedOn)(
  'the built %s function, called as Netlify calls it, answers OPTIONS with 204 and no body',
  async (name) => {
    const path =
      name === 'auth' ? `${AUTH}/signin` : name === 'admin' ? `${pathOf(name)}/users` : pathOf(name);
    const { statusCode, headers, body } = await ask({ path, method: 'OPTIONS' });
    expect([statusCode, body]).toEqual([204, '']);
    expect(headers.allow).toContain('OPTIONS');
    expect(headers).not.toHaveProperty('content-type');
  },
);

describe.each(functionNames)('the built %s function, called as Netlify calls it', (name) => {
  test.each([
    ['a trailing slash', '/'],
    ['two dots', '/%2e%2e'],
    ['two dots below', '/x/%2e%2e'],
    ['an encoded slash', '/a%2Fb/c'],
    ['a broken encoding', '/%zz/y'],
  ])('has nothing at %s', async (_, below) => {
    for (const method of ['GET', 'DELETE']) {
      const { statusCode } = await site.callZip(name, { path: pathOf(name) + below, method });
      expect(statusCode).toBe(404);
    }
  });

  test('refuses a megabyte, as text and in base64', async () => {
    const path = name === 'auth' ? `${AUTH}/signin` : pathOf(name);
    for (const base64 of [false, true]) {
      const { statusCode, body } = await ask({ path, method: 'POST', body: 'x'.repeat(1_000_000), base64 });
      expect([401, 404, 405, 413]).toContain(statusCode);
      expect(JSON.parse(body)).toHaveProperty('error.code');
    }
  });

  test('is not reached by TRACE, nor by GET with a body: no code of ours runs', async () => {
    await expect(ask({ path: pathOf(name), method: 'TRACE' })).rejects.toThrow(/method is unsupported/);
    await expect(ask({ path: pathOf(name), body: 'x' })).rejects.toThrow(/cannot have body/);
  });
});

test('a sign-up sets each cookie in a line of its own, and its body may be in base64', async () => {
  const formFields = [
    { id: 'email', value: 'entry@example.com' },
    { id: 'password', value: 'correct horse 7 battery' },
  ];
  const body = JSON.stringify({ formFields });
  const answer = await ask({ path: `${AUTH}/signup`, method: 'POST', body, base64: true });
  expect(answer.statusCode).toBe(200);
  expect(answer.cookies.map((line) => line.split('=')[0])).toEqual([
    'sAccessToken',
    'sRefreshToken',
    'recognizedBrowser',
    'lastSignInMethod',
  ]);
  expect(answer.cookies.every((line) => /Expires=\w{3}, /.test(line))).toBe(true);
});

test('HEAD answers as GET does, without a body', async () => {
  const path = pathOf('health');
  const [get, head] = [await ask({ path }), await ask({ path, method: 'HEAD' })];
  expect([head.statusCode, head.body]).toEqual([get.statusCode, '']);
  expect(head.headers['content-type']).toBe(get.headers['content-type']);
});

test('repeated query values and names of object properties cause no server error', async () => {
  const query = 'email=a%40example.com&email=b&constructor=x&__proto__=y&toString=z';
  const answer = await ask({ path: `${AUTH}/signup/email/exists?${query}` });
  expect(answer.statusCode).toBe(404);
  expect((await ask({ path: `${pathOf('health')}?${query}` })).statusCode).toBe(200);
});
