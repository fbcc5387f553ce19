import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { DAY, HOUR, MINUTE, SECOND, setUpTestCore } from './support/testCore';

const core = setUpTestCore({ testing: false });

const WEEK = 7 * DAY;

const createJwt = async (extra: object = {}): Promise<string> => {
  const body = {
    payload: { sub: 'ada' },
    validity: 3600,
    algorithm: 'RS256',
    jwksDomain: 'https://api.example.com',
  };
  return (await core.call('POST', '/recipe/jwt', { ...body, ...extra })).body.jwt;
};

const keyOf = async (useStaticSigningKey: boolean) =>
  decodeProtectedHeader(await createJwt({ useStaticSigningKey })).kid ?? '';

const published = async () => {
  const { body, headers } = await core.call('GET', '/.well-known/jwks.json');
  const cache = headers.get('cache-control') ?? '';
  return {
    kids: body.keys.map(({ kid }) => kid),
    cacheFor: Number(/max-age=(\d+)/.exec(cache)?.[1]) * SECOND,
  };
};

test('a token has the requested claims and verifies with the published keys', async () => {
  const { body } = await core.call('GET', '/.well-known/jwks.json');
  const keys = createLocalJWKSet(body as unknown as JSONWebKeySet);
  const { payload } = await jwtVerify(await createJwt({ payload: { sub: 'ada', aud: ['x'] } }), keys, {
    currentDate: new Date(core.clock.now()),
  });
  const iat = core.clock.now() / SECOND;
  expect(payload).toEqual({ sub: 'ada', aud: 'x', iss: 'https://api.example.com', iat, exp: iat + 3600 });
});

test('private key parts are never published', async () => {
  const { body } = await core.call('GET', '/.well-known/jwks.json');
  for (const key of body.keys)
    expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});

test('each app has its own keys, created once under concurrent requests', async () => {
  await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'other' });
  const paths = ['/recipe/jwt', '/recipe/jwt', '/appid-other/recipe/jwt', '/appid-other/recipe/jwt'];
  const body = { payload: {}, validity: 60, algorithm: 'RS256', jwksDomain: 'https://x' };
  const replies = await Promise.all(paths.map((path) => core.call('POST', path, body)));
  const kids = replies.map((reply) => decodeProtectedHeader(reply.body.jwt).kid);
  expect(new Set(kids).size).toBe(2);
  expect(kids[0]).toBe(kids[1]);
});

describe('rotation of the dynamic key', () => {
  test('the next key is published a minute before it signs, after caches expire', async () => {
    const first = await keyOf(false);
    expect((await published()).cacheFor).toBe(WEEK - MINUTE);

    core.clock.advance(WEEK - MINUTE + 1);
    const [second] = (await published()).kids;
    expect(second).not.toBe(first);
    expect(await keyOf(false)).toBe(first);

    core.clock.advance(MINUTE - 2);
    expect(await keyOf(false)).toBe(first);
    core.clock.advance(1);
    expect(await keyOf(false)).toBe(second);
  });

  test('an old key stays published for twice the token lifetime', async () => {
    const first = await keyOf(false);
    core.clock.advance(WEEK + 2 * HOUR);
    expect((await published()).kids).toContain(first);
    core.clock.advance(1);
    expect((await published()).kids).not.toContain(first);
  });

  test('the static key does not rotate', async () => {
    const first = await keyOf(true);
    core.clock.advance(10 * WEEK);
    expect(await keyOf(true)).toBe(first);
    expect((await published()).kids).toContain(first);
  });

  test('in test mode the overlap of a short interval is a fifth of it', async () => {
    await core.restart({ testing: true });
    const coreConfig = {
      access_token_dynamic_signing_key_update_interval: '0.001',
      access_token_validity: 1,
    };
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'quick', coreConfig });
    const list = async () => (await core.call('GET', '/appid-quick/.well-known/jwks.json')).body.keys;
    const [first] = await list();
    core.clock.advance(3600 - 720);
    expect((await list())[0]).toEqual(first);
    core.clock.advance(1);
    expect((await list())[0]).not.toEqual(first);
  });
});
