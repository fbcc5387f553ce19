import { FEATURES, parseFeatures } from '../src/features.ts';
import { killCoreProcesses, startCoreProcess } from './support/coreProcess';
import { coresWithFeatures, statusAndText } from './support/coresWithFeatures';
import { callCore, signUpIn } from './support/testCore';
import type { TestCore } from './support/testCore';

const LINKING = 'Account linking feature is not enabled for this app. Please contact support to enable it.';
const subscribe = (name: string) =>
  `${name} feature is not enabled. Please subscribe to a SuperTokens core license key to enable this feature.`;

const { start, restart } = coresWithFeatures();
afterEach(killCoreProcesses);

const device = { skew: 1, period: 30 };

describe('selection of features', () => {
  test.each([
    ['all', [...FEATURES]],
    ['none', []],
    ['mfa', ['mfa']],
    ['mfa, account_linking', ['account_linking', 'mfa']],
  ])('%s are listed in the real core’s order', async (given, features) => {
    const core = await start(given);
    const { body } = await core.call('GET', '/ee/featureflag');
    expect(body).toEqual({ status: 'OK', features, usageStats: { maus: expect.any(Array) as unknown } });
  });

  test.each(['MFA', '', 'mfa,', 'oauth', 'all,none', '__proto__'])('refuses %j', (given) => {
    expect(() => parseFeatures(given)).toThrow(/--features takes none, all or some of account_linking,/);
  });

  test('are set at start; the default is all', async () => {
    const features = async (...args: string[]) => {
      const url = await startCoreProcess(['--port', '0', '--data', ':memory:', '--no-api-key', ...args]).url;
      return (await callCore(url, 'GET', '/ee/featureflag')).body.features;
    };
    expect(await features('--features', 'none')).toEqual([]);
    expect(await features('--features', 'mfa,security')).toEqual(['mfa', 'security']);
    expect(await features()).toEqual(FEATURES);
    const { code, errors } = await startCoreProcess(['--features', 'nosuch']).ended;
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1]);
  });

  test('a licence key is valid only if all features are enabled', async () => {
    const put = async (features: string) => {
      const core = await start(features);
      return (await core.call('PUT', '/ee/license', { licenseKey: 'a-key' })).body.status;
    };
    expect([await put('none'), await put('mfa'), await put('all')]).toEqual([
      'INVALID_LICENSE_KEY_ERROR',
      'INVALID_LICENSE_KEY_ERROR',
      'OK',
    ]);
  });
});

describe('account linking', () => {
  test.each(['account_linking', 'mfa'])('works with %s', async (features) => {
    const core = await start(features);
    const [one, two] = [await signUpIn(core, 'a@example.com'), await signUpIn(core, 'b@example.com')];
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: one });
    const link = { recipeUserId: two, primaryUserId: one };
    expect((await core.call('POST', '/recipe/accountlinking/user/link', link)).body.status).toBe('OK');
  });

  test('is refused without either feature, after unknown users; unlinking works', async () => {
    const all = await restart('all');
    const [one, two] = [await signUpIn(all, 'a@example.com'), await signUpIn(all, 'b@example.com')];
    await all.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: one });
    const link = { recipeUserId: two, primaryUserId: one };
    await all.call('POST', '/recipe/accountlinking/user/link', link);

    const core = await restart('multi_tenancy,dashboard_login,security');
    const post = (path: string, body: object) =>
      statusAndText(core.call('POST', `/recipe/accountlinking/user/${path}`, body));
    expect(await post('link', link)).toEqual([402, LINKING]);
    expect(await post('link', { ...link, recipeUserId: 'x' })).toEqual([400, 'Unknown user ID provided']);
    expect(await post('link', { ...link, primaryUserId: 'x' })).toEqual([400, 'Unknown user ID provided']);
    expect(await post('primary', { recipeUserId: one })).toEqual([402, LINKING]);
    expect(await post('primary', { recipeUserId: two })).toEqual([402, LINKING]);
    expect(await post('primary', { recipeUserId: 'x' })).toEqual([400, 'Unknown user ID provided']);
    expect(await post('unlink', { recipeUserId: two })).toEqual([200, undefined]);
  });
});

describe('MFA', () => {
  test('existing devices can be listed, verified, renamed and removed, but not used', async () => {
    const all = await restart('mfa');
    const userId = 'u';
    await all.call('POST', '/recipe/totp/device', { userId, deviceName: 'd', ...device });
    const core = await restart('none');
    const post = (path: string, body: object) =>
      core.call('POST', `/recipe/totp/${path}`, { userId, ...body });
    expect(await statusAndText(post('device', device))).toEqual([402, subscribe('MFA')]);
    expect(await statusAndText(post('device/import', { ...device, secretKey: 'JBSWY3DP' }))).toEqual([
      402,
      subscribe('MFA'),
    ]);
    expect(await statusAndText(post('verify', { totp: '123456' }))).toEqual([402, subscribe('MFA')]);
    expect((await post('device/verify', { deviceName: 'd', totp: '000' })).body.status).toBe(
      'INVALID_TOTP_ERROR',
    );
    expect((await core.call('GET', '/recipe/totp/device/list?userId=u')).body.devices).toHaveLength(1);
    const names = { userId, existingDeviceName: 'd', newDeviceName: 'e' };
    expect((await core.call('PUT', '/recipe/totp/device', names)).body.status).toBe('OK');
    expect((await post('device/remove', { deviceName: 'e' })).body.didDeviceExist).toBe(true);
  });

  test('an unknown app or tenant is reported first', async () => {
    const core = await start('none');
    const body = { userId: 'u', ...device };
    expect((await core.call('POST', '/appid-x/recipe/totp/device', body)).status).toBe(400);
    expect((await core.call('POST', '/t1/recipe/totp/device', body)).status).toBe(403);
    expect((await core.call('POST', '/t1/recipe/totp/verify', { userId: 'u', totp: '1' })).status).toBe(400);
  });
});

describe('OAuth2 endpoints', () => {
  const logout = (query: string) => `/recipe/oauth/sessions/logout?${query}`;

  test('exist while features are missing, and refuse', async () => {
    const call = (core: TestCore) => core.call('GET', '/recipe/oauth/clients/list');
    expect(await statusAndText(call(await start('mfa')))).toEqual([402, subscribe('OAuth')]);
    expect(await statusAndText(call(await start('all')))).toEqual([404, 'Not found']);
  });

  test.each(['state=x', 'postLogoutRedirectUri=x&state=y', 'idTokenHint=a.b.c'])(
    'require an ID token to end a session: %s',
    async (query) => {
      const core = await start('none');
      expect((await core.call('GET', logout(query))).body).toMatchObject({
        status: 'OAUTH_ERROR',
        error: 'invalid_request',
        errorDescription: expect.stringMatching(/^The request is missing a required parameter/) as unknown,
        statusCode: 400,
      });
    },
  );

  test('read the payloads of a token request without a code', async () => {
    const core = await start('none');
    const post = (grantType: string) =>
      core.call('POST', '/recipe/oauth/token', { iss: 'i', inputBody: { grant_type: grantType } });
    expect((await post('authorization_code')).body).toEqual({ status: 'CLIENT_NOT_FOUND_ERROR' });
    expect((await post('refresh_token')).body.text).toBe(
      "Field name 'access_token' is invalid in JSON input",
    );
  });
});
