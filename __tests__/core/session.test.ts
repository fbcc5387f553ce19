/** @jest-environment node */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { DAY, HOUR, MINUTE, SECOND, startTestCore } from './support/testCore';
import type { AnswerBody, TestCore } from './support/testCore';

let core: TestCore;

beforeEach(async () => {
  core = await startTestCore();
});

afterEach(() => core.close());

const create = async (extra: object = {}): Promise<AnswerBody> => {
  const body = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false, ...extra };
  return (await core.call('POST', '/recipe/session', body)).body;
};

const refresh = async (refreshToken: string, extra: object = {}): Promise<AnswerBody> => {
  const body = { refreshToken, enableAntiCsrf: false, useDynamicSigningKey: true, ...extra };
  return (await core.call('POST', '/recipe/session/refresh', body)).body;
};

const verify = async (accessToken: string, extra: object = {}): Promise<AnswerBody> => {
  const body = { accessToken, enableAntiCsrf: false, doAntiCsrfCheck: false, checkDatabase: false, ...extra };
  return (await core.call('POST', '/recipe/session/verify', body)).body;
};

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
  return bytes.toString('base64');
}

const get = async (handle: string) =>
  (await core.call('GET', `/recipe/session?sessionHandle=${encodeURIComponent(handle)}`)).body;

describe('times', () => {
  test('tokens live for an hour and a hundred days; whole seconds in the access token', async () => {
    core.clock.advance(789);
    const now = core.clock.now();
    const { accessToken, refreshToken } = await create();
    const second = now - (now % SECOND);
    expect(accessToken).toMatchObject({ createdTime: second, expiry: second + HOUR });
    expect(refreshToken).toMatchObject({ createdTime: now, expiry: now + 100 * DAY });
    expect(decodeJwt(accessToken.token)).toMatchObject({
      iat: second / SECOND,
      exp: (second + HOUR) / SECOND,
    });
  });

  test('an access token expires, the session lives on and a refresh brings a new one', async () => {
    const { accessToken, refreshToken, session } = await create();
    core.clock.advance(HOUR);
    expect((await verify(accessToken.token)).status).toBe('OK');
    core.clock.advance(SECOND);
    expect(await verify(accessToken.token)).toEqual({
      status: 'TRY_REFRESH_TOKEN',
      message: 'Access token expired',
    });
    expect((await get(session.handle)).status).toBe('OK');
    expect((await verify((await refresh(refreshToken.token)).accessToken.token)).status).toBe('OK');
  });

  test('a session ends when its refresh token does, and each rotation starts its time again', async () => {
    const first = await create();
    core.clock.advance(99 * DAY);
    const second = await refresh(first.refreshToken.token);
    await verify(second.accessToken.token);
    core.clock.advance(99 * DAY);
    expect((await get(first.session.handle)).status).toBe('OK');
    core.clock.advance(DAY);
    expect((await get(first.session.handle)).status).toBe('UNAUTHORISED');
    core.clock.advance(1);
    expect(await refresh(second.refreshToken.token)).toEqual({
      status: 'UNAUTHORISED',
      message: 'Session missing in db or has expired',
    });
  });

  test('an app sets its own', async () => {
    const coreConfig = { access_token_validity: 60, refresh_token_validity: '0.5' };
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'brief', coreConfig });
    const body = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };
    const { accessToken, refreshToken } = (await core.call('POST', '/appid-brief/recipe/session', body)).body;
    expect(accessToken.expiry).toBe(core.clock.now() + MINUTE);
    expect(refreshToken.expiry).toBe(core.clock.now() + MINUTE / 2);
  });
});

describe('rotation', () => {
  test('a token may be traded until its child is used, whichever way the child shows itself', async () => {
    const first = await create();
    const lost = await refresh(first.refreshToken.token);
    const kept = await refresh(first.refreshToken.token);
    expect((await verify(kept.accessToken.token)).accessToken).toBeDefined();
    expect((await refresh(first.refreshToken.token)).status).toBe('TOKEN_THEFT_DETECTED');
    expect((await refresh(lost.refreshToken.token)).status).toBe('TOKEN_THEFT_DETECTED');
    expect((await refresh(kept.refreshToken.token)).status).toBe('OK');
  });

  test('theft names the session and leaves it: what to do is the SDK’s business', async () => {
    const first = await create();
    const second = await refresh(first.refreshToken.token);
    const third = await refresh(second.refreshToken.token);
    expect(await refresh(first.refreshToken.token)).toEqual({
      status: 'TOKEN_THEFT_DETECTED',
      session: { handle: first.session.handle, userId: 'ada', recipeUserId: 'ada' },
    });
    expect((await refresh(third.refreshToken.token)).status).toBe('OK');
  });

  test('of two children traded at the same time, one wins and the other is theft', async () => {
    const first = await create();
    const children = await Promise.all(Array.from({ length: 6 }, () => refresh(first.refreshToken.token)));
    expect(children.every(({ status }) => status === 'OK')).toBe(true);
    const traded = await Promise.all(children.map(({ refreshToken }) => refresh(refreshToken.token)));
    const statuses = traded.map(({ status }) => status);
    expect(statuses.filter((status) => status === 'OK')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'TOKEN_THEFT_DETECTED')).toHaveLength(5);
  });

  test('a session that is revoked while it is refreshed is over, for all who have a token of it', async () => {
    const first = await create();
    const [before, , after] = await Promise.all([
      refresh(first.refreshToken.token),
      core.call('POST', '/recipe/session/remove', { sessionHandles: [first.session.handle] }),
      refresh(first.refreshToken.token),
    ]);
    const tokens = [first, before, after].filter((one) => 'refreshToken' in one);
    for (const { refreshToken, accessToken } of tokens) {
      expect((await refresh(refreshToken.token)).status).toBe('UNAUTHORISED');
      expect((await verify(accessToken.token, { checkDatabase: true })).status).toBe('UNAUTHORISED');
    }
  });

  test('who shows the access token of one child and trades another at the same time is found out', async () => {
    const first = await create();
    const [one, other] = await Promise.all([1, 2].map(() => refresh(first.refreshToken.token)));
    if (one === undefined || other === undefined) throw new Error('two were asked for');
    const [shown, traded] = await Promise.all([
      verify(one.accessToken.token),
      refresh(other.refreshToken.token),
    ]);
    // Whichever came first has made its child the current one.
    const isFirst = traded.status === 'TOKEN_THEFT_DETECTED';
    expect(shown.status).toBe('OK');
    expect((await refresh((isFirst ? one : other).refreshToken.token)).status).toBe('OK');
    expect((await refresh((isFirst ? other : one).refreshToken.token)).status).toBe('TOKEN_THEFT_DETECTED');
  });

  test('the access token of a promoted child names no parent any more', async () => {
    const first = await create({ userDataInJWT: { role: 'admin' } });
    const second = await refresh(first.refreshToken.token);
    expect(decodeJwt(second.accessToken.token).parentRefreshTokenHash1).toMatch(/^[0-9a-f]{64}$/);
    const promoted = (await verify(second.accessToken.token)).accessToken.token;
    expect(decodeJwt(promoted)).toMatchObject({ parentRefreshTokenHash1: null, role: 'admin' });
    expect(await verify(promoted)).not.toHaveProperty('accessToken');
  });

  test.each([
    ['another nonce', (sealed: string) => `${sealed}.${'0'.repeat(64)}.V2`],
    ['no nonce', (sealed: string) => `${sealed}.V2`],
    ['another version', (sealed: string, nonce: string) => `${sealed}.${nonce}.V1`],
    ['more parts', (sealed: string, nonce: string) => `${sealed}.${nonce}.V2.x`],
    ['another spelling', (sealed: string, nonce: string) => `${sealed.replace(/^./, '$& ')}.${nonce}.V2`],
    ['a part missing', (sealed: string, nonce: string) => `${sealed.slice(4)}.${nonce}.V2`],
    ['one bit changed', (sealed: string, nonce: string) => `${flipped(sealed)}.${nonce}.V2`],
  ])('a refresh token with %s is none: nobody is accused, and the real one is good', async (_how, change) => {
    const { refreshToken } = await create();
    const [sealed = '', nonce = ''] = refreshToken.token.split('.');
    expect(await refresh(change(sealed, nonce))).toEqual({
      status: 'UNAUTHORISED',
      message: 'Invalid refresh token',
    });
    expect((await refresh(refreshToken.token)).status).toBe('OK');
  });

  test('a refresh token of another app is worth nothing', async () => {
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'other' });
    const { refreshToken } = await create();
    const body = { refreshToken: refreshToken.token, enableAntiCsrf: false, useDynamicSigningKey: true };
    const reply = await core.call('POST', '/appid-other/recipe/session/refresh', body);
    expect(reply.body.status).toBe('UNAUTHORISED');
  });
});

test('a token of a tenant that nobody has asked about since the core started is good', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'core-'));
  const restart = async () => {
    await core.close();
    core = await startTestCore({ data: join(folder, 'core.db') });
  };
  await restart();
  await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 'north' });
  const body = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };
  const { refreshToken } = (await core.call('POST', '/north/recipe/session', body)).body;
  await restart();
  expect((await refresh(refreshToken.token)).status).toBe('OK');
  rmSync(folder, { recursive: true });
});

test('a change of signing keys is noticed by nobody: old tokens are good to their end, refreshes go on', async () => {
  await core.close();
  core = await startTestCore({ testing: false });
  const kidOf = ({ accessToken }: AnswerBody) => decodeProtectedHeader(accessToken.token).kid;
  await create();
  core.clock.advance(7 * DAY - SECOND);
  const last = await create();
  core.clock.advance(2 * SECOND);
  const next = await create();
  expect(kidOf(next)).not.toBe(kidOf(last));
  core.clock.advance(HOUR - 2 * SECOND);
  expect((await verify(last.accessToken.token)).status).toBe('OK');
  core.clock.advance(SECOND);
  expect((await verify(last.accessToken.token)).message).toBe('Access token expired');
  expect((await verify(next.accessToken.token)).status).toBe('OK');
  expect(kidOf(await refresh(last.refreshToken.token))).toBe(kidOf(next));
});

describe('verification', () => {
  test('the database is asked only when it should be', async () => {
    const { accessToken, session } = await create();
    await core.call('PUT', '/recipe/jwt/data', {
      sessionHandle: session.handle,
      userDataInJWT: { role: 'new' },
    });
    expect(await verify(accessToken.token)).not.toHaveProperty('accessToken');
    const checked = await verify(accessToken.token, { checkDatabase: true });
    expect(checked.session).toMatchObject({ userDataInJWT: { role: 'new' } });
    expect(decodeJwt(checked.accessToken.token).role).toBe('new');
    await core.call('POST', '/recipe/session/remove', { sessionHandles: [session.handle] });
    expect((await verify(accessToken.token)).status).toBe('OK');
    expect(await verify(accessToken.token, { checkDatabase: true })).toEqual({
      status: 'UNAUTHORISED',
      message: 'Either the session has ended or has been blacklisted',
    });
  });

  test('a token that was tampered with is not believed', async () => {
    const { accessToken } = await create();
    const [header, , signature] = accessToken.token.split('.');
    const payload = Buffer.from(JSON.stringify({ ...decodeJwt(accessToken.token), sub: 'eve' })).toString(
      'base64url',
    );
    expect(await verify([header, payload, signature].join('.'))).toEqual({
      status: 'TRY_REFRESH_TOKEN',
      message: 'JWT verification failed',
    });
  });

  test.each(['a.b.c', 'eyJhbGciOiJub25lIn0.bnVsbA.x'])(
    'what is no JWT at all is a bad request: %s',
    async (token) => {
      const body = {
        accessToken: token,
        enableAntiCsrf: false,
        doAntiCsrfCheck: false,
        checkDatabase: false,
      };
      expect((await core.call('POST', '/recipe/session/verify', body)).status).toBe(400);
      expect((await core.call('POST', '/recipe/session/regenerate', { accessToken: token })).status).toBe(
        400,
      );
    },
  );

  test('an unsigned token is refused', async () => {
    const { accessToken } = await create();
    const header = Buffer.from(
      JSON.stringify({ alg: 'none', typ: 'JWT', kid: 'd-1', version: '5' }),
    ).toString('base64url');
    const forged = `${header}.${accessToken.token.split('.')[1] ?? ''}.`;
    expect((await verify(forged)).status).toBe('TRY_REFRESH_TOKEN');
  });

  test('regenerate gives an expired token no successor, but keeps the claims for the refresh', async () => {
    const { accessToken, refreshToken } = await create();
    core.clock.advance(2 * HOUR);
    const body = { accessToken: accessToken.token, userDataInJWT: { role: 'late' } };
    const regenerated = (await core.call('POST', '/recipe/session/regenerate', body)).body;
    expect(regenerated).toMatchObject({ status: 'OK', session: { userDataInJWT: { role: 'late' } } });
    expect(regenerated).not.toHaveProperty('accessToken');
    expect(decodeJwt((await refresh(refreshToken.token)).accessToken.token).role).toBe('late');
  });
});

test('claims that look like special properties survive', async () => {
  const userDataInJWT = JSON.parse('{"__proto__":{"x":1},"constructor":2,"":3}') as object;
  const { session, accessToken } = await create({ userDataInJWT });
  expect(JSON.stringify((await get(session.handle)).userDataInJWT)).toBe(JSON.stringify(userDataInJWT));
  expect(JSON.stringify((await verify(accessToken.token)).session)).toContain('"__proto__":{"x":1}');
});

test('sessions go with their user and with their tenant', async () => {
  const { id } = (await core.call('POST', '/recipe/signup', { email: 'a@example.com', password: 'x' })).body
    .user;
  const own = await create({ userId: id });
  await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
  const body = { userId: 'bob', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };
  const inTenant = (await core.call('POST', '/t1/recipe/session', body)).body;

  await core.call('POST', '/user/remove', { userId: id });
  expect((await get(own.session.handle)).status).toBe('UNAUTHORISED');

  await core.call('POST', '/recipe/multitenancy/tenant/remove', { tenantId: 't1' });
  await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
  expect((await get(inTenant.session.handle)).status).toBe('UNAUTHORISED');
});
