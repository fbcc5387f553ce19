import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { HOUR, setUpTestCore } from './support/testCore';
import { keysOf, versionedCalls } from './support/versionedCalls';

/** Callers of older CDI versions get the fields of their version and no newer ones. */
const core = setUpTestCore();
const { answer, refusal } = versionedCalls(() => core);

describe('sessions', () => {
  const body = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };
  const create = (version: string, more: object = {}) =>
    answer(version, 'POST', '/recipe/session', { ...body, ...more });
  const OLD = ['handle', 'userId', 'userDataInJWT'];

  test.each([
    ['5.4', [...OLD, 'recipeUserId', 'tenantId'], []],
    ['4.0', [...OLD, 'recipeUserId', 'tenantId'], []],
    ['3.0', [...OLD, 'tenantId'], []],
    ['2.21', OLD, []],
    [
      '2.9',
      OLD,
      ['jwtSigningPublicKey', 'jwtSigningPublicKeyExpiryTime', 'jwtSigningPublicKeyList', 'idRefreshToken'],
    ],
    ['2.8', OLD, ['jwtSigningPublicKey', 'jwtSigningPublicKeyExpiryTime', 'idRefreshToken']],
  ])('of CDI %s have the fields of that version', async (version, ofSession, more) => {
    const created = await create(version);
    expect(keysOf(created)).toEqual(['status', 'session', 'accessToken', 'refreshToken', ...more].sort());
    expect(keysOf(created.session)).toEqual([...ofSession].sort());

    const trade = {
      refreshToken: created.refreshToken.token,
      enableAntiCsrf: false,
      useDynamicSigningKey: true,
    };
    const refreshed = await answer(version, 'POST', '/recipe/session/refresh', trade);
    const ofTokens = more.filter((one) => one === 'idRefreshToken');
    expect(keysOf(refreshed)).toEqual(
      ['status', 'session', 'accessToken', 'refreshToken', ...ofTokens].sort(),
    );
    expect(keysOf(refreshed.session)).toEqual([...ofSession].sort());

    const shown = { accessToken: refreshed.accessToken.token, enableAntiCsrf: false, doAntiCsrfCheck: false };
    const verified = await answer(version, 'POST', '/recipe/session/verify', {
      ...shown,
      checkDatabase: true,
    });
    const ofKeys = more.filter((one) => one !== 'idRefreshToken');
    expect(keysOf(verified)).toEqual(['status', 'session', 'accessToken', ...ofKeys].sort());
    expect(keysOf(verified.session)).toEqual([...ofSession].sort());
    const regenerated = await answer(version, 'POST', '/recipe/session/regenerate', shown);
    expect(keysOf(regenerated.session)).toEqual([...ofSession].sort());

    const path = `/recipe/session?sessionHandle=${created.session.handle}`;
    const place = ofSession.filter((one) => one === 'recipeUserId' || one === 'tenantId');
    const ALWAYS = ['status', 'sessionHandle', 'userId', 'userDataInJWT', 'userDataInDatabase', 'expiry'];
    expect(keysOf(await answer(version, 'GET', path))).toEqual([...ALWAYS, 'timeCreated', ...place].sort());
  });

  test('responses contain the signing keys before 2.21', async () => {
    const created = await create('2.9');
    const [key] = (await answer('5.4', 'GET', '/.well-known/jwks.json')).keys;
    const publicKey = createPublicKey({ key: key as unknown as JsonWebKey, format: 'jwk' })
      .export({ type: 'spki', format: 'der' })
      .toString('base64');
    const now = core.clock.now();
    const keys = {
      jwtSigningPublicKey: publicKey,
      jwtSigningPublicKeyExpiryTime: now + 168 * HOUR,
      jwtSigningPublicKeyList: [{ publicKey, expiryTime: now + 170 * HOUR, createdAt: now }],
    };
    expect(created).toMatchObject(keys);
    expect(created.idRefreshToken).toMatchObject({ expiry: created.refreshToken.expiry, createdTime: now });
    const shown = { accessToken: 'a.b', enableAntiCsrf: false, doAntiCsrfCheck: false };
    expect(await answer('2.9', 'POST', '/recipe/session/verify', shown)).toEqual({
      status: 'TRY_REFRESH_TOKEN',
      message: expect.any(String) as string,
      ...keys,
    });
    expect(await answer('2.20', 'POST', '/recipe/handshake')).toEqual({
      status: 'OK',
      ...keys,
      accessTokenBlacklistingEnabled: false,
      accessTokenValidity: HOUR,
      refreshTokenValidity: 2400 * HOUR,
    });
    expect(await refusal('2.21', 'POST', '/recipe/handshake')).toEqual([404, 'Not found']);
  });

  test('before 2.21 the configuration selects the kind of key and the database check', async () => {
    const coreConfig = { access_token_signing_key_dynamic: false, access_token_blacklisting: true };
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'old', coreConfig });
    const path = '/appid-old/recipe/session';
    const created = await answer('2.20', 'POST', path, { ...body, useDynamicSigningKey: true });
    expect(created.jwtSigningPublicKeyExpiryTime).toBe(10 * 365 * 24 * HOUR);
    const keys = (await answer('5.4', 'GET', '/appid-old/.well-known/jwks.json')).keys;
    expect(keys.map(({ kid }) => kid.slice(0, 2))).toContain('s-');
    await answer('5.4', 'POST', `${path}/remove`, { sessionHandles: [created.session.handle] });
    const shown = { accessToken: created.accessToken.token, enableAntiCsrf: false, doAntiCsrfCheck: false };
    expect(await answer('2.20', 'POST', `${path}/verify`, { ...shown, checkDatabase: 'no' })).toMatchObject({
      status: 'UNAUTHORISED',
    });
  });

  test('ignores the kind of key in versions that do not define it', async () => {
    expect(await refusal('2.21', 'POST', '/recipe/session', { ...body, useDynamicSigningKey: 'x' })).toEqual([
      400,
      "Field name 'useDynamicSigningKey' is invalid in JSON input",
    ]);
    const { refreshToken } = await create('2.20', { useDynamicSigningKey: 'x' });
    const trade = { refreshToken: refreshToken.token, enableAntiCsrf: false, useDynamicSigningKey: 'x' };
    expect(await answer('2.21', 'POST', '/recipe/session/refresh', trade)).toMatchObject({ status: 'OK' });
    expect((await refusal('3.0', 'POST', '/recipe/session/refresh', trade))[0]).toBe(400);
  });
});
