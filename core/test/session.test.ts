import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { sessionCalls } from './support/sessionCalls';
import { DAY, HOUR, MINUTE, SECOND, setUpTestCore } from './support/testCore';
import type { AnswerBody } from './support/testCore';

const core = setUpTestCore();

const { create, refresh, verify, get } = sessionCalls(() => core);

describe('times', () => {
  test('tokens are valid for an hour and 100 days, in whole seconds for the access token', async () => {
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

  test('after the access token has expired, a refresh returns a new one', async () => {
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

  test('a session expires with its refresh token; each rotation extends it', async () => {
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

  test('an app configures its own lifetimes', async () => {
    const coreConfig = { access_token_validity: 60, refresh_token_validity: '0.5' };
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'brief', coreConfig });
    const body = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };
    const { accessToken, refreshToken } = (await core.call('POST', '/appid-brief/recipe/session', body)).body;
    expect(accessToken.expiry).toBe(core.clock.now() + MINUTE);
    expect(refreshToken.expiry).toBe(core.clock.now() + MINUTE / 2);
  });
});

test('accepts a token of a tenant that is not cached yet', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'core-'));
  const restart = () => core.restart({ data: join(folder, 'core.db') });
  await restart();
  await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 'north' });
  const body = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };
  const { refreshToken } = (await core.call('POST', '/north/recipe/session', body)).body;
  await restart();
  expect((await refresh(refreshToken.token)).status).toBe('OK');
  rmSync(folder, { recursive: true });
});

test('after a key rotation old tokens stay valid and refreshes work', async () => {
  await core.restart({ testing: false });
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
  test('reads the database only when required', async () => {
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

  test('refuses a tampered token', async () => {
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
    'a text that is not a JWT is a bad request: %s',
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

  test('refuses an unsigned token', async () => {
    const { accessToken } = await create();
    const header = Buffer.from(
      JSON.stringify({ alg: 'none', typ: 'JWT', kid: 'd-1', version: '5' }),
    ).toString('base64url');
    const forged = `${header}.${accessToken.token.split('.')[1] ?? ''}.`;
    expect((await verify(forged)).status).toBe('TRY_REFRESH_TOKEN');
  });

  test('regenerate with an expired token stores the claims for the next refresh', async () => {
    const { accessToken, refreshToken } = await create();
    core.clock.advance(2 * HOUR);
    const body = { accessToken: accessToken.token, userDataInJWT: { role: 'late' } };
    const regenerated = (await core.call('POST', '/recipe/session/regenerate', body)).body;
    expect(regenerated).toMatchObject({ status: 'OK', session: { userDataInJWT: { role: 'late' } } });
    expect(regenerated).not.toHaveProperty('accessToken');
    expect(decodeJwt((await refresh(refreshToken.token)).accessToken.token).role).toBe('late');
  });
});

test('preserves claims named like special properties', async () => {
  const userDataInJWT = JSON.parse('{"__proto__":{"x":1},"constructor":2,"":3}') as object;
  const { session, accessToken } = await create({ userDataInJWT });
  expect(JSON.stringify((await get(session.handle)).userDataInJWT)).toBe(JSON.stringify(userDataInJWT));
  expect(JSON.stringify((await verify(accessToken.token)).session)).toContain('"__proto__":{"x":1}');
});

test('sessions are deleted with their user and their tenant', async () => {
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
