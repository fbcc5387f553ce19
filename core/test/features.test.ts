import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FEATURES, parseFeatures } from '../src/features.ts';
import { killCoreProcesses, startCoreProcess } from './support/coreProcess';
import { callCore, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

const MULTI_TENANCY =
  "Cannot use feature: multi_tenancy, because the license key is missing, or doesn't have this feature enabled.";
const LINKING = 'Account linking feature is not enabled for this app. Please contact support to enable it.';
const subscribe = (name: string) =>
  `${name} feature is not enabled. Please subscribe to a SuperTokens core license key to enable this feature.`;

let folder: string;
const cores: TestCore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'core-'));
});

afterEach(async () => {
  await Promise.all(cores.splice(0).map((core) => core.close()));
  killCoreProcesses();
  rmSync(folder, { recursive: true });
});

async function start(features: string): Promise<TestCore> {
  const core = await startTestCore({ features: parseFeatures(features) });
  cores.push(core);
  return core;
}

/** Restarts the core on the same data with other features. */
async function restart(features: string): Promise<TestCore> {
  await Promise.all(cores.splice(0).map((core) => core.close()));
  const core = await startTestCore({ features: parseFeatures(features), data: join(folder, 'core.db') });
  cores.push(core);
  return core;
}

const answer = async (call: ReturnType<TestCore['call']>) => {
  const { status, body } = await call;
  return [status, body.text];
};
const signUp = async (core: TestCore, email: string, prefix = '') =>
  (await core.call('POST', `${prefix}/recipe/signup`, { email, password: 'secret' })).body.user.id;
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
    const [one, two] = [await signUp(core, 'a@example.com'), await signUp(core, 'b@example.com')];
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: one });
    const link = { recipeUserId: two, primaryUserId: one };
    expect((await core.call('POST', '/recipe/accountlinking/user/link', link)).body.status).toBe('OK');
  });

  test('is refused without either feature, after unknown users; unlinking works', async () => {
    const all = await restart('all');
    const [one, two] = [await signUp(all, 'a@example.com'), await signUp(all, 'b@example.com')];
    await all.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: one });
    const link = { recipeUserId: two, primaryUserId: one };
    await all.call('POST', '/recipe/accountlinking/user/link', link);

    const core = await restart('multi_tenancy,dashboard_login,security');
    const post = (path: string, body: object) =>
      answer(core.call('POST', `/recipe/accountlinking/user/${path}`, body));
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
    expect(await answer(post('device', device))).toEqual([402, subscribe('MFA')]);
    expect(await answer(post('device/import', { ...device, secretKey: 'JBSWY3DP' }))).toEqual([
      402,
      subscribe('MFA'),
    ]);
    expect(await answer(post('verify', { totp: '123456' }))).toEqual([402, subscribe('MFA')]);
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

describe('multi-tenancy', () => {
  const PATH = '/recipe/multitenancy';
  let core: TestCore;
  let user: string;

  beforeEach(async () => {
    const all = await restart('multi_tenancy');
    await all.call('PUT', `${PATH}/app/v2`, { appId: 'a1' });
    await all.call('PUT', `${PATH}/tenant/v2`, { tenantId: 't1', firstFactors: ['emailpassword'] });
    user = await signUp(all, 'a@example.com', '/t1');
    core = await restart('account_linking,mfa,dashboard_login,security');
  });

  const provider = { config: { thirdPartyId: 'google', clients: [{ clientId: 1 }] } };

  test.each([
    ['a tenant', 'PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' }],
    ['a tenant by itself', 'PUT', '/t1/recipe/multitenancy/tenant/v2', { tenantId: 't1' }],
    ['a tenant by another', 'PUT', '/t1/recipe/multitenancy/tenant/v2', { tenantId: 't2' }],
    ['an app', 'PUT', '/recipe/multitenancy/app', { appId: 'a1' }],
    ['an app by itself', 'PUT', '/appid-a1/recipe/multitenancy/app/v2', { appId: 'a1' }],
    ['the public tenant of an app', 'PUT', '/appid-a1/recipe/multitenancy/tenant/v2', {}],
    [
      'a connection URI domain, by a tenant',
      'PUT',
      '/t1/recipe/multitenancy/connectionuridomain/v2',
      { connectionUriDomain: 'x.example.com' },
    ],
    ['a provider of a tenant', 'PUT', '/t1/recipe/multitenancy/config/thirdparty', provider],
    [
      'a provider of an app',
      'PUT',
      '/appid-a1/recipe/multitenancy/config/thirdparty',
      { config: { thirdPartyId: 'x', name: {} } },
    ],
    ['a wrong configuration', 'PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1', coreConfig: { nosuch: 1 } }], // prettier-ignore
  ])('%s cannot be changed', async (_name, method, path, body) => {
    expect(await answer(core.call(method, path, body))).toEqual([402, MULTI_TENANCY]);
  });

  test.each([
    [
      'a field',
      '/recipe/multitenancy/tenant/v2',
      { tenantId: 't1', firstFactors: 1 },
      "Field name 'firstFactors' is invalid in JSON input",
    ],
    [
      'a provider’s id',
      '/t1/recipe/multitenancy/config/thirdparty',
      { config: {} },
      "Field name 'thirdPartyId' is invalid in JSON input",
    ],
    ['the app', '/appid-x/recipe/multitenancy/tenant/v2', { tenantId: 't' }, /^AppId or tenantId not found/],
  ])('reports invalid %s first', async (_name, path, body, text) => {
    const reply = await core.call('PUT', path, body);
    expect(reply.status).toBe(400);
    expect(reply.body.text).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
  });

  test('existing tenants can be used, listed and removed', async () => {
    const credentials = { email: 'a@example.com', password: 'secret' };
    expect((await core.call('POST', '/t1/recipe/signin', credentials)).body.status).toBe('OK');
    expect((await core.call('GET', `${PATH}/tenant/list/v2`)).body.tenants).toHaveLength(2);
    const association = { recipeUserId: user };
    expect(await answer(core.call('POST', `/t1${PATH}/tenant/user/remove`, association))).toEqual([
      402,
      MULTI_TENANCY,
    ]);
    const id = { thirdPartyId: 'google' };
    expect((await core.call('POST', `/t1${PATH}/config/thirdparty/remove`, id)).status).toBe(200);
    expect((await core.call('POST', `${PATH}/tenant/remove`, { tenantId: 't1' })).body.didExist).toBe(true);
    expect((await core.call('POST', `${PATH}/app/remove`, { appId: 'a1' })).body.didExist).toBe(true);
  });
});

test('dashboard users beyond the first three cannot sign in', async () => {
  const PATH = '/recipe/dashboard';
  const all = await restart('dashboard_login');
  const credentials = (n: number) => ({ email: `d${String(n)}@example.com`, password: 'dashpass1' });
  for (let n = 0; n < 4; n += 1) {
    await all.call('POST', `${PATH}/user`, credentials(n));
    all.clock.advance(1);
  }
  const { sessionId } = (await all.call('POST', `${PATH}/signin`, credentials(3))).body;

  const core = await restart('mfa');
  expect((await core.call('GET', `${PATH}/users`)).body.users).toMatchObject([0, 1, 2].map((n) => ({ email: credentials(n).email }))); // prettier-ignore
  expect((await core.call('POST', `${PATH}/signin`, { ...credentials(3), password: 'wrong' })).body).toEqual({
    status: 'USER_SUSPENDED_ERROR',
    message: 'User is currently suspended, please sign in with another account, or reactivate the SuperTokens core license key', // prettier-ignore
  });
  expect((await core.call('POST', `${PATH}/session/verify`, { sessionId })).body).toEqual({
    status: 'USER_SUSPENDED_ERROR',
    message: 'User is suspended.',
  });
  await core.call('DELETE', `${PATH}/user?email=d0@example.com`);
  expect((await core.call('POST', `${PATH}/session/verify`, { sessionId })).body.status).toBe('OK');
});

describe('OAuth2 endpoints', () => {
  const logout = (query: string) => `/recipe/oauth/sessions/logout?${query}`;

  test('exist while features are missing, and refuse', async () => {
    const call = (core: TestCore) => core.call('GET', '/recipe/oauth/clients/list');
    expect(await answer(call(await start('mfa')))).toEqual([402, subscribe('OAuth')]);
    expect(await answer(call(await start('all')))).toEqual([404, 'Not found']);
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
