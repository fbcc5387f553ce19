import { Passkey } from './support/authenticator';
import { EMAIL, passkeyCalls, refusedAuthenticator } from './support/passkeyCalls';
import { MINUTE, setUpTestCore } from './support/testCore';

const core = setUpTestCore();

const { optionsFor, show, signIn, signUp } = passkeyCalls(() => core);

describe('passkeys of a user', () => {
  const query = (recipeUserId: string, credentialId?: string) =>
    `recipeUserId=${recipeUserId}${credentialId === undefined ? '' : `&webauthnCredentialId=${credentialId}`}`;
  const list = async (recipeUserId: string) =>
    (await core.call('GET', `/recipe/webauthn/user/credential/list?${query(recipeUserId)}`)).body.credentials;
  const get = async (recipeUserId: string, id: string) =>
    (await core.call('GET', `/recipe/webauthn/user/credential?${query(recipeUserId, id)}`)).body;
  const remove = async (recipeUserId: string, id: string) =>
    (await core.call('DELETE', `/recipe/webauthn/user/credential/remove?${query(recipeUserId, id)}`)).body;

  async function register(recipeUserId: string, passkey = new Passkey(), prefix = '') {
    const options = await optionsFor('register');
    const more = { recipeUserId, prefix };
    return (await show('user/credential/register', options, passkey.register(options), more)).body;
  }

  test('another one works, is listed after the first, and can be removed', async () => {
    const [first, second] = [new Passkey(), new Passkey()];
    const { recipeUserId } = await signUp(first);
    core.clock.advance(1);
    expect(await register(recipeUserId, second)).toMatchObject({ status: 'OK', email: EMAIL });
    const ids = [first.id, second.id];
    expect(await list(recipeUserId)).toMatchObject(ids.map((id) => ({ webauthnCredentialId: id })));
    const { user } = await signIn(second);
    expect(user).toMatchObject({ webauthn: { credentialIds: ids } });
    expect(await remove(recipeUserId, first.id)).toEqual({ status: 'OK' });
    expect(await signIn(first)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
    expect((await signIn(second)).status).toBe('OK');
  });

  test('a user whose last passkey was removed has a null in its place', async () => {
    const passkey = new Passkey();
    const { recipeUserId } = await signUp(passkey);
    expect(await remove(recipeUserId, passkey.id)).toEqual({ status: 'OK' });
    const { user } = (await core.call('GET', `/user/id?userId=${recipeUserId}`)).body;
    const shown = { webauthn: { credentialIds: [null] } };
    expect(user).toMatchObject({ ...shown, loginMethods: [shown] });
  });

  test('an existing one, of this or another user, is refused', async () => {
    const passkey = new Passkey();
    const { recipeUserId } = await signUp(passkey);
    expect(await register(recipeUserId, passkey)).toEqual({ status: 'CREDENTIAL_ALREADY_EXISTS_ERROR' });
    const other = await signUp(new Passkey(), { email: 'b@example.com' });
    expect(await register(other.recipeUserId, passkey)).toEqual({
      status: 'CREDENTIAL_ALREADY_EXISTS_ERROR',
    });
  });

  test('belong to passkey login methods only', async () => {
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    expect(await register(user.id)).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
  });

  test('require options of the same tenant', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { recipeUserId } = await signUp();
    expect(await register(recipeUserId, new Passkey(), '/t1')).toEqual({ status: 'OPTIONS_NOT_FOUND_ERROR' });
  });

  test('are verified like the first one', async () => {
    const { recipeUserId } = await signUp();
    const options = await optionsFor('register');
    const forged = new Passkey().register(options, { origin: 'https://evil.com' });
    const { body } = await show('user/credential/register', options, forged, { recipeUserId });
    expect(body).toEqual(refusedAuthenticator);
  });

  test('are found by any id of their user, which is returned as given', async () => {
    const [passkey, other] = [new Passkey(), new Passkey()];
    const { recipeUserId } = await signUp(passkey);
    const otherUser = await signUp(other, { email: 'b@example.com' });
    const mapping = { superTokensUserId: recipeUserId, externalUserId: 'ada' };
    await core.call('POST', '/recipe/userid/map', mapping);
    for (const id of ['ada', recipeUserId]) {
      expect(await list(id)).toMatchObject([{ webauthnCredentialId: passkey.id, recipeUserId: id }]);
      expect(await get(id, passkey.id)).toMatchObject({ status: 'OK', recipeUserId: id });
      const another = new Passkey();
      expect(await register(id, another)).toMatchObject({ status: 'OK', recipeUserId: id });
      expect(await remove(id, another.id)).toEqual({ status: 'OK' });
    }
    expect(await get('ada', other.id)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
    expect(await remove('ada', other.id)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
    expect(await get(otherUser.recipeUserId, other.id)).toMatchObject({ status: 'OK' });
  });

  test('store when they were last used', async () => {
    const passkey = new Passkey();
    const { recipeUserId } = await signUp(passkey);
    const createdAt = core.clock.now();
    core.clock.advance(MINUTE);
    await signIn(passkey);
    expect(await get(recipeUserId, passkey.id)).toMatchObject({ createdAt, updatedAt: createdAt + MINUTE });
  });
});

describe('account recovery', () => {
  const makeToken = async (userId: string, email = EMAIL, prefix = '') =>
    (await core.call('POST', `${prefix}/recipe/webauthn/user/recover/token`, { userId, email })).body.token;
  const ownerOf = async (token: string, prefix = '') =>
    (await core.call('GET', `${prefix}/recipe/webauthn/user/recover?token=${token}`)).body;
  const consume = async (token: string, prefix = '') =>
    (await core.call('POST', `${prefix}/recipe/webauthn/user/recover/token/consume`, { token })).body;
  const invalid = { status: 'RECOVER_ACCOUNT_TOKEN_INVALID_ERROR' };

  test('a token works once and deletes others for the same email in its tenant', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { recipeUserId: userId } = await signUp();
    const [first, second] = [await makeToken(userId), await makeToken(userId)];
    const elsewhere = await makeToken(userId, 'b@example.com');
    const ofTenant = await makeToken(userId, EMAIL, '/t1');
    expect(await consume(first, '/t1')).toEqual(invalid);
    expect(await consume(first)).toEqual({ status: 'OK', userId, email: EMAIL });
    for (const token of [first, second]) expect(await ownerOf(token)).toEqual(invalid);
    for (const [token, prefix] of [
      [elsewhere, ''],
      [ofTenant, '/t1'],
    ] as const)
      // prettier-ignore
      expect((await ownerOf(token, prefix)).status).toBe('OK');
  });

  test('of concurrent uses of a token, one succeeds', async () => {
    const { recipeUserId } = await signUp();
    const token = await makeToken(recipeUserId);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => consume(token)));
    expect(outcomes.filter(({ status }) => status === 'OK')).toHaveLength(1);
  });

  test('a token is valid for exactly its lifetime', async () => {
    const app = '/appid-configured';
    const coreConfig = { webauthn_recover_account_token_lifetime: 5000 };
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'configured', coreConfig });
    const { recipeUserId } = await signUp(new Passkey(), {}, {}, app);
    const token = await makeToken(recipeUserId, EMAIL, app);
    core.clock.advance(5000);
    expect((await ownerOf(token, app)).status).toBe('OK');
    core.clock.advance(1);
    expect(await ownerOf(token, app)).toEqual(invalid);
    expect(await consume(token, app)).toEqual(invalid);
  });

  test('a user without a passkey in the tenant can recover too', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    expect(await ownerOf(await makeToken(user.id))).toEqual({ status: 'OK', user, recipeUserId: null });
    const passkey = await signUp(new Passkey(), { email: 'b@example.com' });
    const token = await makeToken(passkey.user.id, EMAIL, '/t1');
    expect(await ownerOf(token, '/t1')).toMatchObject({ recipeUserId: null });
  });

  test.each([false, true])(
    'tokens are deleted when the user leaves the tenant; mapped: %s',
    async (isMapped) => {
      await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
      const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
      const mapping = { superTokensUserId: user.id, externalUserId: 'ada' };
      if (isMapped) await core.call('POST', '/recipe/userid/map', mapping);
      await core.call('POST', '/t1/recipe/multitenancy/tenant/user', { recipeUserId: user.id });
      const [leaving, staying] = [await makeToken(user.id, EMAIL, '/t1'), await makeToken(user.id)];
      const left = await core.call('POST', '/t1/recipe/multitenancy/tenant/user/remove', {
        recipeUserId: user.id,
      });
      expect(left.body).toEqual({ status: 'OK', wasAssociated: true });
      expect(await consume(leaving, '/t1')).toEqual(invalid);
      expect((await consume(staying)).status).toBe('OK');
    },
  );

  test('tokens use the external id and are deleted with the user', async () => {
    const { recipeUserId } = await signUp();
    const mapping = { superTokensUserId: recipeUserId, externalUserId: 'ada' };
    await core.call('POST', '/recipe/userid/map', mapping);
    const [used, kept] = [await makeToken('ada', 'b@example.com'), await makeToken('ada')];
    expect(await ownerOf(used)).toMatchObject({ recipeUserId: 'ada', user: { id: 'ada' } });
    expect(await consume(used)).toMatchObject({ status: 'OK', userId: 'ada' });
    await core.call('POST', '/user/remove', { userId: 'ada' });
    expect(await ownerOf(kept)).toEqual(invalid);
    expect(await consume(kept)).toEqual(invalid);
  });
});

describe('email change', () => {
  const change = async (recipeUserId: string, email: string) =>
    (await core.call('PUT', '/recipe/webauthn/user/email', { recipeUserId, email })).body.status;

  test('is refused for an email of another passkey user or primary user', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { recipeUserId: ada } = await signUp();
    await signUp(new Passkey(), { email: 'b@example.com' });
    await signUp(new Passkey(), { email: 'c@example.com' }, {}, '/t1');
    const { user } = (
      await core.call('POST', '/recipe/signup', { email: 'd@example.com', password: 'secret' })
    ).body;
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: user.id });

    expect(await change(ada, 'b@example.com')).toBe('EMAIL_ALREADY_EXISTS_ERROR');
    expect(await change(ada, EMAIL)).toBe('OK');
    expect(await change(ada, 'd@example.com')).toBe('OK');
    expect(await change(ada, 'c@example.com')).toBe('OK');
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: ada });
    expect(await change(ada, 'b@example.com')).toBe('EMAIL_ALREADY_EXISTS_ERROR');
    expect(await change(ada, 'd@example.com')).toBe('USER_WITH_EMAIL_ALREADY_EXISTS_ERROR');
    expect(await change(ada, 'e@example.com')).toBe('OK');
  });

  test('requires a passkey login method', async () => {
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    expect(await change(user.id, 'b@example.com')).toBe('UNKNOWN_USER_ID_ERROR');
  });
});
