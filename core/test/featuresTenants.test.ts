import { coresWithFeatures, statusAndText } from './support/coresWithFeatures';
import { signUpIn } from './support/testCore';
import type { TestCore } from './support/testCore';

const MULTI_TENANCY =
  "Cannot use feature: multi_tenancy, because the license key is missing, or doesn't have this feature enabled.";

const { restart } = coresWithFeatures();

describe('multi-tenancy', () => {
  const PATH = '/recipe/multitenancy';
  let core: TestCore;
  let user: string;

  beforeEach(async () => {
    const all = await restart('multi_tenancy');
    await all.call('PUT', `${PATH}/app/v2`, { appId: 'a1' });
    await all.call('PUT', `${PATH}/tenant/v2`, { tenantId: 't1', firstFactors: ['emailpassword'] });
    user = await signUpIn(all, 'a@example.com', '/t1');
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
    expect(await statusAndText(core.call(method, path, body))).toEqual([402, MULTI_TENANCY]);
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
    expect(await statusAndText(core.call('POST', `/t1${PATH}/tenant/user/remove`, association))).toEqual([
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
