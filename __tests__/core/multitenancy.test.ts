/** @jest-environment node */
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

let core: TestCore;
let database: OpenedConnection;

beforeEach(async () => {
  [core, database] = await withConnection(() => startTestCore());
  await put('/recipe/multitenancy/app/v2', { appId: 'shop' });
  await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 't1' });
});

afterEach(() => core.close());

const SHOP = '/appid-shop';
const put = async (path: string, body: object) => (await core.call('PUT', path, body)).body;
const post = async (path: string, body: object) => (await core.call('POST', path, body)).body;
const get = async (path: string) => (await core.call('GET', path)).body;
const refusal = async (method: string, path: string, body: object) => {
  const reply = await core.call(method, path, body);
  return [reply.status, reply.body.text];
};

describe('who may change what', () => {
  test.each([
    ['/t1', '/recipe/multitenancy/tenant/v2', { tenantId: 't2' }, 'You must use the public or same tenant'],
    ['/t1', '/recipe/multitenancy/tenant/v2', {}, 'You must use the public or same app'],
    ['/t1', '/recipe/multitenancy/app/v2', { appId: 'shop' }, 'You must use the public or same app'],
    ['/t1', '/recipe/multitenancy/app', { appId: 'shop' }, 'You must use the public or same app'],
    ['', '/recipe/multitenancy/app/v2', { appId: 'other' }, 'You must use the public or same app'],
    [
      '',
      '/recipe/multitenancy/connectionuridomain',
      { connectionUriDomain: 'x' },
      'You must use the default or same connectionUriDomain',
    ],
  ])('%s%s %j', async (tenant, path, body, problem) => {
    const [status, text] = await refusal('PUT', `${SHOP}${tenant}${path}`, body);
    expect(status).toBe(403);
    expect(text).toContain(problem);
  });

  test('what is wrong with the input is said before who may do it', async () => {
    expect(
      await refusal('PUT', `${SHOP}/t1/recipe/multitenancy/tenant/v2`, {
        tenantId: 't2',
        firstFactors: ['ü'],
      }),
    ).toEqual([400, 'firstFactors should contain only 0-9,a-z,A-Z,_,.,- characters']);
    expect(
      await refusal('PUT', `${SHOP}/nosuch/recipe/multitenancy/tenant/v2`, { firstFactors: 'x' }),
    ).toEqual([400, expect.stringContaining('AppId or tenantId not found')]);
  });

  test('the default connection URI domain is the base tenant, whose configuration is the core’s own', async () => {
    const path = '/recipe/multitenancy/connectionuridomain/v2';
    expect(await put(path, { requiredSecondaryFactors: ['totp'] })).toEqual({
      status: 'OK',
      createdNew: false,
    });
    expect((await get('/recipe/multitenancy/tenant/v2')).requiredSecondaryFactors).toEqual(['totp']);
    expect(await refusal('PUT', path, { coreConfig: { totp_max_attempts: 1 } })).toEqual([
      400,
      'Cannot modify base config',
    ]);
  });

  test('there is one database, and so no second domain', async () => {
    expect(
      await refusal('PUT', '/recipe/multitenancy/connectionuridomain/v2', {
        connectionUriDomain: 'X.example.com:80',
      }),
    ).toEqual([
      400,
      'Invalid core config: ConnectionUriDomain: x.example.com cannot be mapped to the same user pool as',
    ]);
    expect((await get('/recipe/multitenancy/connectionuridomain/list')).connectionUriDomains).toEqual([
      { connectionUriDomain: '', apps: [expect.anything(), expect.objectContaining({ appId: 'shop' })] },
    ]);
  });
});

describe('the deprecated endpoints', () => {
  const old = async (body: object) => put(`${SHOP}/recipe/multitenancy/tenant`, { tenantId: 'o', ...body });
  const shown = async () => {
    const before = await get(`${SHOP}/o/recipe/multitenancy/tenant`);
    const now = await get(`${SHOP}/o/recipe/multitenancy/tenant/v2`);
    const { emailPassword, thirdParty, passwordless, firstFactors, requiredSecondaryFactors } =
      before as unknown as Record<string, { enabled: boolean }>;
    return {
      on: [emailPassword?.enabled, thirdParty?.enabled, passwordless?.enabled],
      firstFactors,
      requiredSecondaryFactors,
      now: now.firstFactors,
    };
  };
  const CODES_AND_LINKS = ['otp-phone', 'otp-email', 'link-phone', 'link-email'];

  test('a recipe is turned on by one of its factors', async () => {
    await old({ firstFactors: ['otp-email'], requiredSecondaryFactors: ['thirdparty', 'totp'] });
    expect(await shown()).toEqual({
      on: [false, true, true],
      firstFactors: ['otp-email'],
      requiredSecondaryFactors: ['thirdparty', 'totp'],
      now: ['otp-email'],
    });
  });

  test('a recipe that is turned off takes its factors along', async () => {
    await old({
      firstFactors: ['otp-email', 'emailpassword', 'custom'],
      requiredSecondaryFactors: ['link-phone'],
    });
    await old({ passwordlessEnabled: false });
    // The list of first factors is what counts: none of it says that passwordless is on.
    expect(await shown()).toEqual({
      on: [true, false, false],
      firstFactors: ['emailpassword', 'custom'],
      requiredSecondaryFactors: undefined,
      now: ['emailpassword', 'custom'],
    });
  });

  test('without a list, whatever is on is a first factor', async () => {
    await old({ emailPasswordEnabled: true, passwordlessEnabled: true });
    expect(await shown()).toMatchObject({
      on: [true, false, true],
      firstFactors: undefined,
      now: ['emailpassword', ...CODES_AND_LINKS],
    });
  });

  test('a secondary factor that turns its recipe on does not make it a first one', async () => {
    await old({ emailPasswordEnabled: true });
    await old({ requiredSecondaryFactors: ['otp-phone'] });
    expect(await shown()).toMatchObject({
      on: [true, false, true],
      firstFactors: ['emailpassword'],
      requiredSecondaryFactors: ['otp-phone'],
    });
  });

  test('a tenant of version 2 without first factors counts as one with nothing on', async () => {
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 'o' });
    expect(await shown()).toMatchObject({ on: [false, false, false], now: [] });
    await old({ thirdPartyEnabled: true });
    expect(await shown()).toMatchObject({ on: [false, true, false], now: ['thirdparty'] });
  });

  test('version 2 goes on where the recipes left off', async () => {
    await old({ thirdPartyEnabled: true });
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 'o', requiredSecondaryFactors: ['totp'] });
    expect(await shown()).toEqual({
      on: [true, true, true],
      firstFactors: ['thirdparty'],
      requiredSecondaryFactors: ['totp'],
      now: ['thirdparty'],
    });
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 'o', firstFactors: null });
    expect(await shown()).toMatchObject({ on: [true, true, true], now: undefined });
  });

  test.each([
    [{ emailPasswordEnabled: 'yes' }, "Field name 'emailPasswordEnabled' is invalid in JSON input"],
    [{ firstFactors: [] }, 'firstFactors cannot be empty. Set null instead to remove all first factors.'],
    [
      { requiredSecondaryFactors: [] },
      'requiredSecondaryFactors cannot be empty. Set null instead to remove all required secondary factors.',
    ],
    [
      { passwordlessEnabled: false, firstFactors: ['link-email', 'otp-email'] },
      "Invalid core config: firstFactors should not contain 'otp-email' because passwordless is disabled for the tenant.",
    ],
    [
      { thirdPartyEnabled: false, requiredSecondaryFactors: ['thirdparty'] },
      "Invalid core config: requiredSecondaryFactors should not contain 'thirdparty' because thirdParty is disabled for the tenant.",
    ],
  ])('%j is refused, and changes nothing', async (body, problem) => {
    const before = database.contents();
    expect(await refusal('PUT', `${SHOP}/recipe/multitenancy/tenant`, { tenantId: 'o', ...body })).toEqual([
      400,
      problem,
    ]);
    expect(database.contents() === before).toBe(true);
  });
});

describe('third-party providers', () => {
  const PATH = `${SHOP}/t1/recipe/multitenancy/config/thirdparty`;
  const client = (additionalConfig?: object) => ({ clients: [{ clientId: 'c', additionalConfig }] });
  const providers = async () =>
    ((await get(`${SHOP}/t1/recipe/multitenancy/tenant/v2`)).thirdParty as { providers: object[] }).providers;

  test.each([
    ['apple', undefined],
    ['apple-ios', { keyId: 'k', teamId: 't' }],
    ['apple', { keyId: 'k', teamId: 't', privateKey: '' }],
    ['apple', { keyId: 'k', teamId: 't', privateKey: 1 }],
    ['google-workspaces', { hd: null }],
    ['google-workspaces', { hd: '' }],
    ['boxy-saml', { boxyURL: ['x'] }],
  ])('%s with %j could log nobody in', async (thirdPartyId, additionalConfig) => {
    const config = { thirdPartyId, ...client(additionalConfig) };
    const [status, text] = await refusal('PUT', PATH, { config });
    expect(status).toBe(400);
    expect(text).toMatch(/^Invalid third party config: .*non empty string value/);
    expect(await put(PATH, { config, skipValidation: true })).toEqual({ status: 'OK', createdNew: true });
  });

  test('one that was let in without a look stands in the way of every later change, until it goes', async () => {
    await put(PATH, { config: { thirdPartyId: 'apple', ...client() }, skipValidation: true });
    for (const [method, path, body] of [
      ['PUT', PATH, { config: { thirdPartyId: 'x' } }],
      ['POST', `${PATH}/remove`, { thirdPartyId: 'x' }],
      ['PUT', `${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 't1' }],
    ] as const)
      expect(await refusal(method, path, body)).toEqual([400, expect.stringContaining('Apple provider')]);
    expect((await post(`${PATH}/remove`, { thirdPartyId: ' apple ' })).didConfigExist).toBe(true);
    expect((await put(PATH, { config: { thirdPartyId: 'x' } })).createdNew).toBe(true);
  });

  test('values are taken as the real core takes them', async () => {
    await put(PATH, {
      config: {
        thirdPartyId: ' x ',
        name: 1,
        requireEmail: 'TRUE',
        tokenEndpoint: null,
        tokenEndpointBodyParams: { a: null },
        userInfoMap: { fromUserInfoAPI: { userId: 'id', other: 1 } },
        clients: [
          {
            clientId: 2,
            clientType: '',
            scope: [],
            additionalConfig: { a: null, b: { c: null, d: [null] } },
          },
        ],
      },
    });
    expect(await providers()).toEqual([
      {
        thirdPartyId: 'x',
        name: '1',
        requireEmail: true,
        tokenEndpointBodyParams: { a: null },
        userInfoMap: { fromIdTokenPayload: {}, fromUserInfoAPI: { userId: 'id' } },
        clients: [{ clientId: '2', scope: [], additionalConfig: { b: { d: [null] } } }],
      },
    ]);
  });

  test.each([
    { clients: 'x' },
    { clients: [null] },
    { clients: [{ clientId: 'c', scope: 'x' }] },
    { clients: [{ clientId: 'c', forcePKCE: 1 }] },
    { clients: [{ clientId: {} }] },
    { name: 'a\0b' },
    { userInfoEndpointHeaders: [] },
    { userInfoMap: 'x' },
    { requireEmail: {} },
    { clients: [{}] },
    { clients: [{ clientId: 'c' }, { clientId: 'd', clientType: '' }] },
    { clients: [{ clientId: 'c', scope: [null] }] },
  ])('what the real core breaks on is refused: %j', async (config) => {
    const body = { config: { thirdPartyId: 'x', ...config }, skipValidation: true };
    expect((await refusal('PUT', PATH, body))[0]).toBe(400);
    expect(await providers()).toEqual([]);
  });

  test('providers are their tenant’s alone, and stay when it is changed', async () => {
    await put(PATH, { config: { thirdPartyId: 'x' } });
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 't1', firstFactors: ['thirdparty'] });
    expect(await providers()).toHaveLength(1);
    expect((await get(`${SHOP}/recipe/multitenancy/tenant/v2`)).thirdParty).toEqual({ providers: [] });
    await post(`${SHOP}/recipe/multitenancy/tenant/remove`, { tenantId: 't1' });
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 't1' });
    expect(await providers()).toEqual([]);
  });
});

test('a tenant takes everything with it, and an app the rest', async () => {
  const T1 = `${SHOP}/t1`;
  const { user } = await post(`${T1}/recipe/signup`, { email: 'a@example.com', password: 'x' });
  await post(`${T1}/recipe/session`, {
    userId: user.id,
    userDataInJWT: {},
    userDataInDatabase: {},
    enableAntiCsrf: false,
  });
  await post(`${T1}/recipe/user/email/verify/token`, { userId: user.id, email: 'a@example.com' });
  await post(`${T1}/recipe/user/password/reset/token`, { userId: user.id, email: 'a@example.com' });
  await post(`${T1}/recipe/signinup/code`, { email: 'b@example.com' });
  await put(`${SHOP}/recipe/role`, { role: 'admin', permissions: ['p'] });
  await put(`${T1}/recipe/user/role`, { userId: user.id, role: 'admin' });
  await put(`${T1}/recipe/multitenancy/config/thirdparty`, { config: { thirdPartyId: 'x' } });
  await put(`${SHOP}/recipe/user/metadata`, { userId: user.id, metadataUpdate: { a: 1 } });
  expect(tablesWith('tenant_id', 't1').length).toBeGreaterThanOrEqual(8);

  await post(`${SHOP}/recipe/multitenancy/tenant/remove`, { tenantId: 't1' });
  expect(tablesWith('tenant_id', 't1')).toEqual([]);
  // The user is of the app: it is of no tenant now.
  expect((await get(`${SHOP}/user/id?userId=${user.id}`)).user).toMatchObject({ tenantIds: [] });
  await post('/recipe/multitenancy/app/remove', { appId: 'shop' });
  expect(tablesWith('app_id', 'shop')).toEqual([]);
});

/** The tables with a row of this value. */
function tablesWith(column: string, value: string): string[] {
  const tables = database.connection
    .prepare(
      `SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = ?`,
    )
    .all(column);
  return tables
    .map(({ name }) => String(name))
    .filter((name) => database.connection.prepare(`SELECT 1 FROM ${name} WHERE ${column} = ?`).get(value));
}
