import SuperTokens from 'supertokens-node';
import EmailPassword from 'supertokens-node/recipe/emailpassword';
import Multitenancy from 'supertokens-node/recipe/multitenancy';
import Session from 'supertokens-node/recipe/session';
import { startSdkCore } from './support/sdkCore';
import type { TestCore } from './support/testCore';

const OK = { status: 'OK' };

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([Multitenancy.init(), EmailPassword.init(), Session.init()]);
  });

  afterAll(() => core.close());

  test('creates, lists and removes tenants', async () => {
    expect(await Multitenancy.createOrUpdateTenant('acme', { firstFactors: ['emailpassword'] })).toEqual({
      ...OK,
      createdNew: true,
    });
    await Multitenancy.createOrUpdateTenant('acme', {
      requiredSecondaryFactors: ['totp'],
      coreConfig: { password_reset_token_lifetime: 1000 },
    });
    expect(await Multitenancy.getTenant('acme')).toMatchObject({
      firstFactors: ['emailpassword'],
      requiredSecondaryFactors: ['totp'],
      coreConfig: { password_reset_token_lifetime: 1000 },
    });
    expect((await Multitenancy.listAllTenants()).tenants.map(({ tenantId }) => tenantId)).toEqual([
      'acme',
      'public',
    ]);
    expect(await Multitenancy.deleteTenant('acme')).toEqual({ ...OK, didExist: true });
    expect(await Multitenancy.getTenant('acme')).toBeUndefined();
  });

  test('adds and removes providers', async () => {
    const config = { thirdPartyId: 'google', clients: [{ clientId: 'id', clientSecret: 'secret' }] };
    await Multitenancy.createOrUpdateTenant('acme');
    await Multitenancy.createOrUpdateThirdPartyConfig('acme', config);
    expect((await Multitenancy.getTenant('acme'))?.thirdParty.providers).toMatchObject([config]);
    expect(await Multitenancy.deleteThirdPartyConfig('acme', 'google')).toEqual({
      ...OK,
      didConfigExist: true,
    });
  });

  test('a user signs in to their tenant only', async () => {
    await Multitenancy.createOrUpdateTenant('acme');
    const { user, recipeUserId } = (await EmailPassword.signUp('public', 'a@example.com', 'secret')) as {
      user: { id: string };
      recipeUserId: ReturnType<typeof SuperTokens.convertToRecipeUserId>;
    };
    expect((await EmailPassword.signIn('acme', 'a@example.com', 'secret')).status).toBe(
      'WRONG_CREDENTIALS_ERROR',
    );
    await Multitenancy.associateUserToTenant('acme', recipeUserId);
    expect((await EmailPassword.signIn('acme', 'a@example.com', 'secret')).status).toBe('OK');
    const { users } = await SuperTokens.getUsersNewestFirst({ tenantId: 'acme' });
    expect(users.map(({ id }) => id)).toEqual([user.id]);
    await Multitenancy.disassociateUserFromTenant('acme', recipeUserId);
    expect((await EmailPassword.signIn('acme', 'a@example.com', 'secret')).status).toBe(
      'WRONG_CREDENTIALS_ERROR',
    );
  });
});
