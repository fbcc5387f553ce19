import { setUpTestCore } from './support/testCore';
import { ada, fromProvider, versionedCalls } from './support/versionedCalls';

/** Callers of older CDI versions get the fields of their version and no newer ones. */
const core = setUpTestCore();
const { answer, ask, refusal } = versionedCalls(() => core);

describe('tenants', () => {
  test('may call app-level endpoints before 5.0', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 'north' });
    expect((await ask('4.0', 'GET', '/north/recipe/roles')).status).toBe(200);
    expect((await ask('4.0', 'GET', '/north/recipe/session/user?userId=x')).status).toBe(200);
    expect((await ask('4.0', 'GET', '/north/users/count?includeAllTenants=true')).status).toBe(200);
    expect((await ask('5.0', 'GET', '/north/recipe/roles')).status).toBe(403);
  });

  test('do not exist before 3.0', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 'north' });
    for (const path of ['/north/hello', '/north/users/count', '/nowhere/recipe/session'])
      for (const version of ['2.21', '1.0'])
        expect(await refusal(version, 'GET', path)).toEqual([404, 'Not found']);
    expect((await ask('2.21', 'GET', '/public/users/count')).status).toBe(200);
  });

  test('enforce enabled recipes for callers before 5.1', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 'none' });
    const rules = { tenantId: 'codes', firstFactors: ['otp-email'] };
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', rules);
    const signUp = (version: string, tenant: string) => ask(version, 'POST', `/${tenant}/recipe/signup`, ada);
    const refused = { status: 403, body: { text: 'Email password login not enabled for tenant' } };
    expect(await signUp('5.0', 'none')).toMatchObject(refused);
    expect(await signUp('4.0', 'codes')).toMatchObject(refused);
    expect((await signUp('5.0', 'codes')).body.status).toBe('OK');
    expect((await signUp('5.1', 'none')).body.status).toBe('OK');
    const code = { email: 'a@example.com' };
    expect((await ask('4.0', 'POST', '/codes/recipe/signinup/code', code)).status).toBe(200);
    expect(await refusal('5.0', 'POST', '/none/recipe/signinup/code', code)).toEqual([
      403,
      'Passwordless login not enabled for tenant',
    ]);
    expect(await refusal('4.0', 'POST', '/codes/recipe/signinup', fromProvider())).toEqual([
      403,
      'ThirdParty login not enabled for tenant',
    ]);
  });

  test('have no factors before 5.0', async () => {
    const put = (more: object) =>
      answer('4.0', 'PUT', '/recipe/multitenancy/tenant', { tenantId: 'north', ...more });
    const get = (version: string, path = '') =>
      answer(version, 'GET', `/north/recipe/multitenancy/tenant${path}`);
    await put({ emailPasswordEnabled: true, firstFactors: 'whatever' });
    expect(await get('4.0')).toEqual({
      status: 'OK',
      tenantId: 'north',
      emailPassword: { enabled: true },
      thirdParty: { enabled: false, providers: [] },
      passwordless: { enabled: false },
      coreConfig: {},
    });
    expect((await get('5.1', '/v2')).firstFactors).toEqual(['emailpassword']);
    await put({ passwordlessEnabled: true, emailPasswordEnabled: false });
    expect(await get('4.0')).toMatchObject({
      emailPassword: { enabled: false },
      passwordless: { enabled: true },
    });
    expect(new Set((await get('5.1', '/v2')).firstFactors as string[])).toEqual(
      new Set(['otp-phone', 'otp-email', 'link-phone', 'link-email']),
    );
    expect((await answer('4.0', 'GET', '/recipe/multitenancy/tenant/list')).tenants).toHaveLength(2);
  });

  test('can disable recipes that were enabled by default', async () => {
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
    const body = { appId: 'shop', thirdPartyEnabled: false };
    await answer('4.0', 'PUT', '/recipe/multitenancy/app', body);
    const shop = await answer('4.0', 'GET', '/appid-shop/recipe/multitenancy/tenant');
    expect(shop).toMatchObject({ emailPassword: { enabled: true }, thirdParty: { enabled: false } });
    expect(
      (await answer('5.4', 'GET', '/appid-shop/recipe/multitenancy/tenant/v2')).firstFactors,
    ).toHaveLength(5);
  });
});
