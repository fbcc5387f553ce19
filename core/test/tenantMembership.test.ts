import { Passkey } from './support/authenticator';
import type { IssuedOptions } from './support/authenticator';
import { bodyCalls } from './support/bodyCalls';
import { setUpTestCore } from './support/testCore';

const MEMBERS = '/recipe/multitenancy/tenant/user';
const OK = { status: 'OK' };

describe('over HTTP', () => {
  const core = setUpTestCore();

  beforeEach(async () => {
    for (const tenantId of ['t1', 't2']) await put('/recipe/multitenancy/tenant/v2', { tenantId });
  });

  const { put, post, get } = bodyCalls(() => core);

  const signUp = async (email: string, tenant = '') =>
    (await post(`${tenant}/recipe/signup`, { email, password: 'x' })).recipeUserId;
  const thirdParty = async (userId: string, email: string, tenant = '') => {
    const identity = { thirdPartyId: 'google', thirdPartyUserId: userId };
    return (await post(`${tenant}/recipe/signinup`, { ...identity, email: { id: email, isVerified: true } }))
      .recipeUserId;
  };
  const byCode = async (contact: object, tenant = '') => {
    const code = await post(`${tenant}/recipe/signinup/code`, contact);
    const { preAuthSessionId, deviceId, userInputCode } = code;
    return (
      await post(`${tenant}/recipe/signinup/code/consume`, { preAuthSessionId, deviceId, userInputCode })
    ).recipeUserId;
  };
  const makePrimary = (recipeUserId: string) => post('/recipe/accountlinking/user/primary', { recipeUserId });
  const link = (recipeUserId: string, primaryUserId: string) =>
    post('/recipe/accountlinking/user/link', { recipeUserId, primaryUserId });
  const add = (recipeUserId: string, tenant = '/t1') => post(`${tenant}${MEMBERS}`, { recipeUserId });
  const remove = (recipeUserId: string, tenant = '/t1') =>
    post(`${tenant}${MEMBERS}/remove`, { recipeUserId });

  test('a user is listed, counted and found in their tenants', async () => {
    const id = await signUp('a@example.com');
    await add(` ${id} `);
    expect((await get('/t1/users')).users).toMatchObject([{ id, tenantIds: ['public', 't1'] }]);
    expect(
      (await get('/t1/users/by-accountinfo?email=a@example.com&doUnionOfAccountInfo=true')).users,
    ).toHaveLength(1);
    expect((await get('/users/count?includeAllTenants=true')).count).toBe(1);
    await remove(id, '');
    expect((await get('/users/count')).count).toBe(0);
    expect((await get('/t1/users/count')).count).toBe(1);
    expect(await signUp('a@example.com')).not.toBe(id);
  });

  test('linked login methods join and leave separately; the user is listed while any is a member', async () => {
    const a = await signUp('a@example.com');
    core.clock.advance(1);
    const b = await thirdParty('g', 'b@example.com');
    await makePrimary(a);
    await link(b, a);
    expect(await add(b)).toEqual({ ...OK, wasAlreadyAssociated: false });
    expect((await get(`/user/id?userId=${a}`)).user).toMatchObject({
      tenantIds: ['public', 't1'],
      loginMethods: [{ tenantIds: ['public'] }, { tenantIds: ['public', 't1'] }],
    });
    expect((await get('/t1/users/count')).count).toBe(1);
    expect((await get('/t1/users?includeRecipeIds=thirdparty')).users).toHaveLength(1);
    expect((await get('/t1/users?includeRecipeIds=emailpassword')).users).toEqual([]);
    await add(a);
    expect((await get('/t1/users?includeRecipeIds=emailpassword')).users).toHaveLength(1);
    await remove(b);
    expect((await get('/t1/users')).users).toHaveLength(1);
    await remove(a);
    expect((await get('/t1/users')).users).toEqual([]);
    expect((await get('/users')).users).toHaveLength(1);
  });

  describe('a primary user brings the account info of all login methods', () => {
    test('a primary user with the same email who belongs to the tenant by another login method', async () => {
      const a = await signUp('a@example.com');
      await makePrimary(a);
      const other = await signUp('b@example.com', '/t1');
      await makePrimary(other);
      await link(await thirdParty('g', 'a@example.com', '/t2'), other);
      expect(await add(a)).toEqual({
        status: 'ASSOCIATION_NOT_ALLOWED_ERROR',
        reason: `Another primary user with email already exists: ${other}`,
      });
      expect(await add(a, '/t2')).toMatchObject({ status: 'ASSOCIATION_NOT_ALLOWED_ERROR' });
    });

    test('users who are not primary may share an email across recipes', async () => {
      const a = await signUp('a@example.com');
      await makePrimary(a);
      await thirdParty('g', 'a@example.com', '/t1');
      expect(await add(a)).toEqual({ ...OK, wasAlreadyAssociated: false });
    });

    test('within a recipe an email is a duplicate, even of another login method of the user', async () => {
      const a = await signUp('a@example.com');
      await makePrimary(a);
      await link(await thirdParty('g', 'b@example.com'), a);
      await thirdParty('g', 'c@example.com', '/t1');
      expect(await add(a)).toEqual({ status: 'THIRD_PARTY_USER_ALREADY_EXISTS_ERROR' });
    });

    test('an email stays taken after its login method has left all tenants', async () => {
      const other = await signUp('a@example.com', '/t2');
      await makePrimary(other);
      await link(await thirdParty('g', 'b@example.com', '/t1'), other);
      await remove(other, '/t2');
      const a = await signUp('a@example.com');
      await makePrimary(a);
      expect(await add(a)).toMatchObject({ status: 'ASSOCIATION_NOT_ALLOWED_ERROR' });
      expect((await makePrimary(await signUp('a@example.com', '/t1'))).status).toBe(
        'ACCOUNT_INFO_ALREADY_ASSOCIATED_WITH_ANOTHER_PRIMARY_USER_ID_ERROR',
      );
    });

    test('a phone number', async () => {
      const a = await byCode({ phoneNumber: '+14155550123' });
      await makePrimary(a);
      const other = await signUp('b@example.com', '/t1');
      await makePrimary(other);
      await link(await byCode({ phoneNumber: '+14155550123' }, '/t2'), other);
      expect(await add(a)).toEqual({
        status: 'ASSOCIATION_NOT_ALLOWED_ERROR',
        reason: `Another primary user with phone number already exists: ${other}`,
      });
      expect(await add(a, '/t2')).toEqual({ status: 'PHONE_NUMBER_ALREADY_EXISTS_ERROR' });
    });

    test('a third-party id', async () => {
      const a = await thirdParty('g', 'a@example.com');
      await makePrimary(a);
      const other = await signUp('b@example.com', '/t1');
      await makePrimary(other);
      await link(await thirdParty('g', 'a2@example.com', '/t2'), other);
      expect(await add(a)).toEqual({
        status: 'ASSOCIATION_NOT_ALLOWED_ERROR',
        reason: `Another primary user with third party info already exists: ${other}`,
      });
    });
  });

  test('leaving a tenant deletes the user’s data there, and no other', async () => {
    const id = await signUp('a@example.com');
    await add(id);
    await put('/recipe/role', { role: 'admin' });
    for (const tenant of ['', '/t1']) {
      await put(`${tenant}/recipe/user/role`, { userId: id, role: 'admin' });
      await post(`${tenant}/recipe/session`, {
        userId: id,
        userDataInJWT: {},
        userDataInDatabase: {},
        enableAntiCsrf: false,
      });
    }
    const { token } = await post('/t1/recipe/user/email/verify/token', {
      userId: id,
      email: 'a@example.com',
    });
    await remove(id);
    expect((await get(`/t1/recipe/user/roles?userId=${id}`)).roles).toEqual([]);
    expect((await get(`/recipe/user/roles?userId=${id}`)).roles).toEqual(['admin']);
    // Session handles of other tenants end with the tenant id.
    expect((await get(`/recipe/session/user?userId=${id}`)).sessionHandles).toEqual([
      expect.not.stringContaining('_t1'),
    ]);
    expect(await post('/t1/recipe/user/email/verify', { method: 'token', token })).toEqual({
      status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR',
    });
  });

  test('accepts an external id, under which data is stored', async () => {
    const id = await signUp('a@example.com');
    await post('/recipe/userid/map', { superTokensUserId: id, externalUserId: 'ada' });
    expect(await add('ada')).toEqual({ ...OK, wasAlreadyAssociated: false });
    await put('/recipe/role', { role: 'admin' });
    await put('/t1/recipe/user/role', { userId: 'ada', role: 'admin' });
    expect(await remove('ada')).toEqual({ ...OK, wasAssociated: true });
    expect((await get('/t1/recipe/role/users?role=admin')).users).toEqual([]);
    expect(await add(id)).toEqual({ ...OK, wasAlreadyAssociated: false });
  });

  test('an id without a user can be removed from a tenant, but not added', async () => {
    await put('/recipe/role', { role: 'admin' });
    await put('/t1/recipe/user/role', { userId: 'unknown-user', role: 'admin' });
    expect(await add('unknown-user')).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
    expect(await remove('unknown-user', '/t2')).toEqual({ ...OK, wasAssociated: false });
    expect(await remove('unknown-user')).toEqual({ ...OK, wasAssociated: true });
    expect(await remove('unknown-user')).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
  });

  test('passkey users cannot be added or removed', async () => {
    const options = (await post('/recipe/webauthn/options/register', {
      email: 'a@example.com',
      relyingPartyId: 'example.com',
      relyingPartyName: 'Example',
      origin: 'https://example.com',
    })) as unknown as IssuedOptions;
    const credential = new Passkey().register(options);
    const { webauthnGeneratedOptionsId } = options;
    const id = (await post('/recipe/webauthn/signup', { webauthnGeneratedOptionsId, credential }))
      .recipeUserId;
    for (const reply of [await add(id), await remove(id, '')])
      expect(reply.text).toBe('Users of the webauthn recipe cannot be added to a tenant or removed from one');
    expect((await get('/users')).users).toHaveLength(1);
  });

  test('of concurrent conflicting additions, one succeeds', async () => {
    const ids = await Promise.all(['t1', 't2'].map((tenant) => signUp('a@example.com', `/${tenant}`)));
    const answers = await Promise.all(ids.map((id) => add(id, '')));
    expect(answers.map(({ status }) => status).sort()).toEqual(['EMAIL_ALREADY_EXISTS_ERROR', 'OK']);
  });

  test('of login methods with the same account info in several tenants, the first one is reported', async () => {
    const ada = { email: 'ada@example.com', password: 'correct horse' };
    const google = {
      thirdPartyId: 'google',
      thirdPartyUserId: 'g-1',
      email: { id: 'ada@gmail.com', isVerified: false },
    };
    for (const [signUp, signIn, body] of [
      ['/recipe/signup', '/recipe/signin', ada],
      ['/recipe/signinup', '/recipe/signinup', google],
    ] as const) {
      const { recipeUserId: first } = await post(signUp, body);
      core.clock.advance(1);
      const { recipeUserId: second } = await post(`/t1${signUp}`, body);
      await post('/recipe/accountlinking/user/primary', { recipeUserId: first });
      const link = { recipeUserId: second, primaryUserId: first };
      expect(await post('/recipe/accountlinking/user/link', link)).toMatchObject(OK);
      expect(await post(`/t1${signIn}`, body)).toMatchObject({
        status: 'OK',
        recipeUserId: first,
      });
    }
  });
});
