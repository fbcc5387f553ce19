import { callCore, setUpTestCore, startTestCore } from './support/testCore';

const core = setUpTestCore({ testing: false });

beforeEach(async () => {
  await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
  await putTenant({});
});

const putApp = (coreConfig: object) =>
  core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop', coreConfig });
const putTenant = (coreConfig: object) =>
  core.call('PUT', '/appid-shop/recipe/multitenancy/tenant/v2', { tenantId: 't1', coreConfig });
const configOf = async (path: string) =>
  (await core.call('GET', `${path}/recipe/multitenancy/tenant/v2`)).body.coreConfig;

describe('invalid settings', () => {
  test.each([
    [{ nosuch: 1 }, 'Invalid config key: nosuch'],
    [JSON.parse('{"__proto__":1}'), 'Invalid config key: __proto__'],
    [{ constructor: 1 }, 'Invalid config key: constructor'],
    [{ totp_max_attempts: 'many' }, "'totp_max_attempts' must be of type int"],
    [{ totp_max_attempts: 1.5 }, "'totp_max_attempts' must be of type int"],
    [{ totp_max_attempts: 3_000_000_000 }, "'totp_max_attempts' must be of type int"],
    [{ totp_max_attempts: true }, "'totp_max_attempts' must be of type int"],
    [{ totp_max_attempts: {} }, "'totp_max_attempts' must be of type int"],
    [{ refresh_token_validity: 'x' }, "'refresh_token_validity' must be of type double"],
    [{ disable_telemetry: 1 }, "'disable_telemetry' must be of type boolean"],
    [{ ip_deny_regex: {} }, "'ip_deny_regex' must be of type String"],
    [{ ip_deny_regex: '(' }, 'Provided regular expression is invalid for ip_deny_regex config'],
    [
      { access_token_validity: 0 },
      "'access_token_validity' must be between 1 and 86400000 seconds inclusive.",
    ],
    [
      { refresh_token_validity: 60 },
      "'refresh_token_validity' must be strictly greater than 'access_token_validity'.",
    ],
    [
      { access_token_signing_key_update_interval: '0.5' },
      "'access_token_dynamic_signing_key_update_interval' must be greater than, equal to 1 hour.",
    ],
    [{ password_reset_token_lifetime: 0 }, "'password_reset_token_lifetime' must be >= 0"],
    [{ passwordless_code_lifetime: -1 }, "'passwordless_code_lifetime' must be > 0"],
    [
      { api_keys: 'a-key-of-twenty-characters,short' },
      'One of the API keys is too short. Please use at least 20 characters',
    ],
    [
      { api_keys: 'a_key_of_twenty_characters' },
      "Invalid characters in API key. Please only use '=', '-' and alpha-numeric (including capitals)",
    ],
    [
      { supertokens_saas_secret: 's'.repeat(40) },
      'supertokens_saas_secret can only be used when api_key is also defined',
    ],
    [
      { supertokens_saas_secret: 'short', api_keys: 'a-key-of-twenty-characters' },
      'supertokens_saas_secret is too short. Please use at least 40 characters',
    ],
    [
      { supertokens_saas_secret: '_'.repeat(40), api_keys: 'a-key-of-twenty-characters,' },
      "Invalid characters in supertokens_saas_secret key. Please only use '=', '-' and alpha-numeric (including capitals)",
    ],
    [
      { password_hashing_alg: 'argon2', argon2_hashing_pool_size: 11 },
      "'argon2_hashing_pool_size' must be <= 'max_server_pool_size'",
    ],
    [{ password_hashing_alg: 'MD5' }, "'password_hashing_alg' must be one of 'ARGON2' or 'BCRYPT'"],
    [{ supertokens_max_cdi_version: 'new' }, 'supertokens_max_cdi_version is not a valid semantic version'],
    [{ supertokens_max_cdi_version: '9.9' }, 'supertokens_max_cdi_version is not a supported version'],
    [
      { oauth_provider_public_service_url: 'nowhere' },
      'oauth_provider_public_service_url is not a valid URL',
    ],
    [{ port: 80 }, "port can only be set via the core's base config setting"],
    [{ port: 'x' }, "'port' must be of type int"],
    [
      { saml_claims_validity: 1, host: 'x', port: 1 },
      "port can only be set via the core's base config setting",
    ],
  ])('%j', async (coreConfig: object, problem) => {
    const reply = await putApp(coreConfig);
    expect([reply.status, reply.body.text]).toEqual([400, `Invalid core config: ${problem}`]);
    expect(await configOf('/appid-shop')).toEqual({});
  });

  test('some settings may differ between the tenants of an app', async () => {
    expect((await putTenant({ totp_max_attempts: 1, saml_claims_validity: 1 })).status).toBe(200);
    for (const [key, value] of [
      ['access_token_validity', 10],
      ['api_keys', 'a-key-of-twenty-characters'],
      ['webauthn_recover_account_token_lifetime', 10],
    ] as const) {
      const reply = await putTenant({ [key]: value });
      expect(reply.body.text).toBe(
        `Invalid core config: You cannot set different values for ${key} for the same appId`,
      );
    }
  });

  test('refuses an app change that conflicts with a tenant', async () => {
    await putApp({ access_token_validity: 60 });
    expect((await putTenant({ access_token_validity: '60' })).status).toBe(200);
    const reply = await putApp({ access_token_validity: 120 });
    expect(reply.body.text).toBe(
      'Invalid core config: You cannot set different values for access_token_validity for the same appId',
    );
  });

  test('reports an invalid tenant before a conflict between tenants', async () => {
    await putApp({ access_token_validity: 60, refresh_token_validity: 100 });
    await putTenant({ refresh_token_validity: 100 });
    const other = { tenantId: 't2', coreConfig: { access_token_validity: 60 } };
    await core.call('PUT', '/appid-shop/recipe/multitenancy/tenant/v2', other);
    const { body } = await putApp({ access_token_validity: 5, refresh_token_validity: 0.5 });
    expect(body.text).toBe(
      "Invalid core config: 'refresh_token_validity' must be strictly greater than 'access_token_validity'.",
    );
  });

  test('a refused app is not created', async () => {
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'new', coreConfig: { nosuch: 1 } });
    expect((await core.call('GET', '/appid-new/users/count')).status).toBe(400);
  });

  test('refuses settings of the whole core', async () => {
    const reply = await core.call('PUT', '/recipe/multitenancy/tenant/v2', {
      coreConfig: { totp_max_attempts: 1 },
    });
    expect([reply.status, reply.body.text]).toEqual([400, 'Cannot modify base config']);
  });
});

test('compares API keys regardless of their order', async () => {
  const [one, two] = ['a-key-of-twenty-characters', 'b-key-of-twenty-characters'];
  await putApp({ api_keys: `${one},${two}` });
  const headers = { 'api-key': one };
  const body = { tenantId: 't1', coreConfig: { api_keys: `${two}, ${one}` } };
  const path = '/appid-shop/recipe/multitenancy/tenant/v2';
  expect((await core.call('PUT', path, body, headers)).status).toBe(200);
});

test('null removes a setting, or is stored if there is none, as in the real core', async () => {
  await putTenant({ totp_max_attempts: 3, passwordless_code_lifetime: '5000' });
  await putTenant({ totp_max_attempts: null, ip_allow_regex: null });
  expect(await configOf('/appid-shop/t1')).toEqual({
    passwordless_code_lifetime: '5000',
    ip_allow_regex: null,
  });
});

test('test mode accepts short key rotation intervals', async () => {
  const quick = await startTestCore({ testing: true });
  const coreConfig = {
    access_token_dynamic_signing_key_update_interval: 0.001,
    access_token_validity: 100,
    refresh_token_validity: 1,
  };
  const body = { appId: 'quick', coreConfig };
  expect((await callCore(quick.url, 'PUT', '/recipe/multitenancy/app/v2', body)).status).toBe(200);
  await quick.close();
});
