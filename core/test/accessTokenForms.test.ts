import { createPublicKey, verify as verifySignature } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { HOUR, SECOND, setUpTestCore } from './support/testCore';
import type { AnswerBody } from './support/testCore';

/** Sessions created by a driver of an older CDI version must work after the app moves to a newer one. */
const core = setUpTestCore();

const post = async (cdiVersion: string, path: string, body: object) =>
  core.call('POST', `/recipe/session${path}`, body, { 'cdi-version': cdiVersion });

const create = async (cdiVersion: string, extra: object = {}): Promise<AnswerBody> => {
  const body = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false, ...extra };
  return (await post(cdiVersion, '', body)).body;
};

const verify = async (accessToken: string, extra: object = {}): Promise<AnswerBody> => {
  const body = { accessToken, enableAntiCsrf: false, doAntiCsrfCheck: false, checkDatabase: false, ...extra };
  return (await post('5.4', '/verify', body)).body;
};

const refresh = async (cdiVersion: string, refreshToken: string, extra: object = {}): Promise<AnswerBody> =>
  (await post(cdiVersion, '/refresh', { refreshToken, enableAntiCsrf: false, ...extra })).body;

const putJwtData = async (cdiVersion: string, sessionHandle: string, userDataInJWT: object) => {
  const body = { sessionHandle, userDataInJWT };
  return core.call('PUT', '/recipe/jwt/data', body, { 'cdi-version': cdiVersion });
};

const OWN_CLAIMS = ['iat', 'exp', 'sub', 'sessionHandle', 'refreshTokenHash1'];
const NULLABLE = ['parentRefreshTokenHash1', 'antiCsrfToken'];

describe('each CDI version gets the token format that its drivers expect', () => {
  test.each([
    ['2.21', '3', []],
    ['3.0', '4', ['tId']],
    ['3.1', '4', ['tId']],
    ['4.0', '5', ['tId', 'rsub']],
    ['5.4', '5', ['tId', 'rsub']],
  ])('%s: %s', async (cdiVersion, version, more) => {
    const { token } = (await create(cdiVersion, { userDataInJWT: { role: 'admin' } })).accessToken;
    expect(decodeProtectedHeader(token)).toMatchObject({
      version,
      kid: expect.stringMatching(/^d-/) as string,
    });
    expect(Object.keys(decodeJwt(token)).sort()).toEqual(
      [...OWN_CLAIMS, ...NULLABLE, ...more, 'role'].sort(),
    );
    expect(await verify(token, { checkDatabase: true })).toMatchObject({
      status: 'OK',
      session: { userId: 'ada', recipeUserId: 'ada', tenantId: 'public', userDataInJWT: { role: 'admin' } },
    });
  });

  test.each(['2.7', '2.18', '2.20'])('%s: 2', async (cdiVersion) => {
    core.clock.advance(789);
    const now = core.clock.now();
    const { accessToken, session } = await create(cdiVersion, { userDataInJWT: { role: 'admin' } });
    const [header] = accessToken.token.split('.');
    expect(header).toBe(Buffer.from('{"alg":"RS256","typ":"JWT","version":"2"}').toString('base64'));
    expect(accessToken).toMatchObject({ createdTime: now, expiry: now + HOUR });
    expect(payloadOf(accessToken.token)).toEqual({
      userId: 'ada',
      expiryTime: now + HOUR,
      timeCreated: now,
      sessionHandle: session.handle,
      refreshTokenHash1: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      userData: { role: 'admin' },
    });
    expect(await verify(accessToken.token, { checkDatabase: true })).toEqual({
      status: 'OK',
      session: {
        handle: session.handle,
        userId: 'ada',
        recipeUserId: 'ada',
        userDataInJWT: { role: 'admin' },
        tenantId: 'public',
      },
    });
  });
});

const payloadOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64').toString());

describe('a token of format 2', () => {
  test('is signed by a published key, without a key id', async () => {
    const { token } = (await create('2.18')).accessToken;
    const { keys } = (await core.call('GET', '/.well-known/jwks.json')).body;
    const [header = '', payload = '', signature = ''] = token.split('.');
    expect(Buffer.from(header, 'base64').toString()).not.toContain('kid');
    const isSignedBy = (jwk: object) =>
      verifySignature(
        'RSA-SHA256',
        Buffer.from(`${header}.${payload}`),
        createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }),
        Buffer.from(signature, 'base64'),
      );
    expect(keys.filter(isSignedBy).map(({ kid }) => kid.slice(0, 2))).toEqual(['d-']);
  });

  test('is refused if tampered with or expired', async () => {
    const { token } = (await create('2.18')).accessToken;
    const [header = '', , signature = ''] = token.split('.');
    const payload = Buffer.from(JSON.stringify({ ...(payloadOf(token) as object), userId: 'eve' }));
    const forged = [header, payload.toString('base64'), signature].join('.');
    expect(await verify(forged)).toEqual({ status: 'TRY_REFRESH_TOKEN', message: 'JWT verification failed' });
    core.clock.advance(HOUR + SECOND);
    expect(await verify(token)).toEqual({ status: 'TRY_REFRESH_TOKEN', message: 'Access token expired' });
  });

  test('allows custom claims of any name', async () => {
    const userDataInJWT = { sub: 'x', userId: 'y', tId: 'z' };
    const { accessToken } = await create('2.18', { userDataInJWT });
    expect((await verify(accessToken.token)).session).toMatchObject({ userId: 'ada', userDataInJWT });
  });

  test('contains the anti-CSRF token, if any', async () => {
    const { accessToken, antiCsrfToken } = await create('2.18', { enableAntiCsrf: true });
    const check = { enableAntiCsrf: true, doAntiCsrfCheck: true };
    expect((await verify(accessToken.token, { ...check, antiCsrfToken })).status).toBe('OK');
    expect((await verify(accessToken.token, { ...check, antiCsrfToken: 'x' })).status).toBe(
      'TRY_REFRESH_TOKEN',
    );
  });
});

describe('upgrading to a newer format', () => {
  test('regenerate keeps the format, refresh uses the caller’s', async () => {
    const { accessToken, refreshToken } = await create('2.18', { userDataInJWT: { sub: 'x' } });
    const body = { accessToken: accessToken.token, userDataInJWT: { appSub: 'x' } };
    const regenerated = (await post('5.4', '/regenerate', body)).body.accessToken;
    expect(payloadOf(regenerated.token)).toMatchObject({ userId: 'ada', userData: { appSub: 'x' } });
    expect(regenerated.expiry).toBe(accessToken.expiry);

    const refreshed = await refresh('5.4', refreshToken.token, { useDynamicSigningKey: true });
    expect(decodeProtectedHeader(refreshed.accessToken.token).version).toBe('5');
    expect(decodeJwt(refreshed.accessToken.token)).toMatchObject({ sub: 'ada', appSub: 'x' });
    const promoted = (await verify(refreshed.accessToken.token)).accessToken;
    expect(decodeProtectedHeader(promoted.token).version).toBe('5');
  });

  test('a promoted token keeps its format', async () => {
    const { refreshToken } = await create('2.18');
    const child = (await refresh('2.18', refreshToken.token)).accessToken.token;
    expect(payloadOf(child)).toHaveProperty('parentRefreshTokenHash1');
    const promoted = (await verify(child)).accessToken.token;
    expect(promoted.split('.')[0]).toBe(child.split('.')[0]);
    expect(payloadOf(promoted)).not.toHaveProperty('parentRefreshTokenHash1');
  });

  test('refresh revokes a session whose custom claims have protected names', async () => {
    const { refreshToken } = await create('2.18', { userDataInJWT: { sub: 'x' } });
    expect(await refresh('5.4', refreshToken.token, { useDynamicSigningKey: true })).toEqual({
      status: 'UNAUTHORISED',
      message: 'The user payload contains protected field',
    });
  });

  test('a format without tenants allows `tId` as a custom claim', async () => {
    const { accessToken, session } = await create('2.21', { userDataInJWT: { tId: 'mine' } });
    expect((await verify(accessToken.token)).session).toMatchObject({
      tenantId: 'public',
      userDataInJWT: { tId: 'mine' },
    });
    expect((await putJwtData('3.0', session.handle, { tId: 'mine' })).status).toBe(400);
    expect((await putJwtData('3.0', session.handle, { rsub: 'mine' })).status).toBe(200);
  });

  test('before 2.21 protected names are stored and fail at the next refresh', async () => {
    const { accessToken, session } = await create('5.4');
    expect((await putJwtData('2.20', session.handle, { sub: 'x' })).body).toEqual({ status: 'OK' });
    const body = {
      accessToken: accessToken.token,
      enableAntiCsrf: false,
      doAntiCsrfCheck: false,
      checkDatabase: true,
    };
    const reply = await post('5.4', '/verify', body);
    expect([reply.status, reply.body.text]).toEqual([400, 'The user payload contains protected field']);
    const regenerate = { accessToken: accessToken.token, userDataInJWT: { exp: 1 } };
    expect((await post('2.20', '/regenerate', regenerate)).status).toBe(400);
    expect((await core.call('GET', `/recipe/session?sessionHandle=${session.handle}`)).body).toMatchObject({
      userDataInJWT: { exp: 1 },
    });
  });
});

describe('the kind of signing key', () => {
  const keyOf = (answer: AnswerBody) => decodeProtectedHeader(answer.accessToken.token).kid?.slice(0, 2);

  test('cannot be chosen before 2.21 or changed before 3.0', async () => {
    expect(keyOf(await create('2.21', { useDynamicSigningKey: false }))).toBe('s-');
    const { refreshToken } = await create('2.20', { useDynamicSigningKey: false });
    const refreshed = await refresh('2.21', refreshToken.token, { useDynamicSigningKey: false });
    expect(keyOf(refreshed)).toBe('d-');
  });

  test('is kept if refresh omits it, and is required since 5.0', async () => {
    const { refreshToken } = await create('5.4', { useDynamicSigningKey: false });
    expect(keyOf(await refresh('4.0', refreshToken.token))).toBe('s-');
    expect(keyOf(await refresh('4.0', refreshToken.token, { useDynamicSigningKey: true }))).toBe('d-');
    expect((await refresh('5.0', refreshToken.token)).text).toBe(
      "Field name 'useDynamicSigningKey' is invalid in JSON input",
    );
  });
});
