import { bodyCalls } from './support/bodyCalls';
import { createShop, SHOP } from './support/shop';
import { setUpTestCore } from './support/testCore';

const core = setUpTestCore();

beforeEach(async () => {
  await createShop(core);
});

const { put, post, get, refusal } = bodyCalls(() => core);

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
  ])('refuses %s with %j', async (thirdPartyId, additionalConfig) => {
    const config = { thirdPartyId, ...client(additionalConfig) };
    const [status, text] = await refusal('PUT', PATH, { config });
    expect(status).toBe(400);
    expect(text).toMatch(/^Invalid third party config: .*non empty string value/);
    expect(await put(PATH, { config, skipValidation: true })).toEqual({ status: 'OK', createdNew: true });
  });

  test('an unvalidated provider blocks later changes until it is removed', async () => {
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

  test('converts values as the real core does', async () => {
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
  ])('refuses what the real core fails on: %j', async (config) => {
    const body = { config: { thirdPartyId: 'x', ...config }, skipValidation: true };
    expect((await refusal('PUT', PATH, body))[0]).toBe(400);
    expect(await providers()).toEqual([]);
  });

  test('providers belong to one tenant and survive its updates', async () => {
    await put(PATH, { config: { thirdPartyId: 'x' } });
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 't1', firstFactors: ['thirdparty'] });
    expect(await providers()).toHaveLength(1);
    expect((await get(`${SHOP}/recipe/multitenancy/tenant/v2`)).thirdParty).toEqual({ providers: [] });
    await post(`${SHOP}/recipe/multitenancy/tenant/remove`, { tenantId: 't1' });
    await put(`${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 't1' });
    expect(await providers()).toEqual([]);
  });
});
