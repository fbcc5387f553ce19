import { bodyCalls } from './support/bodyCalls';
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { createShop, SHOP } from './support/shop';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

let core: TestCore;
let database: OpenedConnection;

beforeEach(async () => {
  [core, database] = await withConnection(() => startTestCore());
  await createShop(core);
});

afterEach(() => core.close());

const { put, post, get, refusal } = bodyCalls(() => core);

describe('permissions', () => {
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

  test('reports invalid input before missing permission', async () => {
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

  test('the default connection URI domain is the base tenant with the core’s configuration', async () => {
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

  test('refuses a second connection URI domain', async () => {
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

test('removing a tenant deletes its data, removing an app the rest', async () => {
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
  // The user belongs to the app and now to no tenant.
  expect((await get(`${SHOP}/user/id?userId=${user.id}`)).user).toMatchObject({ tenantIds: [] });
  await post('/recipe/multitenancy/app/remove', { appId: 'shop' });
  expect(tablesWith('app_id', 'shop')).toEqual([]);
});

/** Lists the tables that contain a row with this value. */
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
