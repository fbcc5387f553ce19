import { rawCall } from './support/rawCall';
import { callCore, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

describe('requests of web pages', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startTestCore();
  });

  afterAll(() => core.close());

  const get = (host: string, more = '') =>
    rawCall(core.url, `GET /hello HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${more}\r\n`);

  test.each(['localhost', 'localhost:3567', 'core.localhost', '127.0.0.1:80', '127.8.9.1', '[::1]:3567'])(
    'accepts Host %s',
    async (host) => {
      expect(await get(host)).toBe(200);
    },
  );

  test.each([
    'evil.test',
    'localhost.evil.test',
    'localhost:3567.evil.test',
    '127.0.0.1.evil.test',
    'evil-localhost',
    '10.0.0.1',
    '0.0.0.0',
    '[::2]',
    '',
  ])('refuses Host "%s", which may be DNS rebinding', async (host) => {
    expect(await get(host)).toBe(421);
  });

  test.each(['https://evil.test', 'null', 'http://127.0.0.1:3567'])('refuses Origin %s', async (origin) => {
    expect(await get('localhost', `Origin: ${origin}\r\n`)).toBe(403);
  });

  test('sends no CORS headers', async () => {
    for (const [method, path] of [
      ['GET', '/hello'],
      ['OPTIONS', '/recipe/signup'],
    ] as const) {
      const { headers } = await core.call(method, path);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('accepts any Host if other machines can reach the core', async () => {
    const open = await startTestCore({ host: '0.0.0.0' });
    const url = open.url.replace('0.0.0.0', '127.0.0.1');
    const head = 'GET /hello HTTP/1.1\r\nHost: core.lan:3567\r\nConnection: close\r\n';
    expect(await rawCall(url, `${head}\r\n`)).toBe(200);
    expect(await rawCall(url, `${head}Origin: http://core.lan\r\n\r\n`)).toBe(403);
    await open.close();
  });
});

describe('API keys', () => {
  const KEY = 'a-key-of-twenty-characters';
  let guarded: TestCore;

  beforeAll(async () => {
    guarded = await startTestCore({ apiKeys: [KEY, 'another-key-of-twenty-chars'] });
    const headers = { 'api-key': KEY };
    const update = { appId: 'own', coreConfig: { api_keys: 'the-keys-of-the-app-itself' } };
    await guarded.call('PUT', '/recipe/multitenancy/app/v2', update, headers);
  });

  afterAll(() => guarded.close());

  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await callCore(guarded.url, 'GET', path, undefined, headers)).status;

  test('requires one of the configured keys', async () => {
    const reply = await guarded.call('GET', '/users/count');
    expect([reply.status, reply.body.text]).toEqual([401, 'Invalid API key']);
    expect(await status('/users/count', { 'api-key': 'wrong' })).toBe(401);
    expect(await status('/users/count', { 'api-key': KEY })).toBe(200);
    expect(await status('/users/count', { 'api-key': 'another-key-of-twenty-chars' })).toBe(200);
    expect(await status('/users/count', { authorization: `Bearer ${KEY}` })).toBe(200);
  });

  test('public endpoints require no key', async () => {
    expect(await status('/hello')).toBe(200);
    expect(await status('/.well-known/jwks.json')).toBe(200);
    expect(await status('/apiversion')).toBe(401);
  });

  test('an app can have its own keys', async () => {
    expect(await status('/appid-own/users/count', { 'api-key': KEY })).toBe(401);
    expect(await status('/appid-own/users/count', { 'api-key': 'the-keys-of-the-app-itself' })).toBe(200);
  });

  test('an unknown app has no keys, an unknown tenant those of its app', async () => {
    expect(await status('/appid-none/users/count')).toBe(400);
    expect(await status('/ghost/users/count')).toBe(401);
  });
});
