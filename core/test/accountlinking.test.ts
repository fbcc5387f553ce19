import supertokens from 'supertokens-node';
import AccountLinking from 'supertokens-node/recipe/accountlinking';
import EmailPassword from 'supertokens-node/recipe/emailpassword';
import Session from 'supertokens-node/recipe/session';
import ThirdParty from 'supertokens-node/recipe/thirdparty';
import { startSdkCore } from './support/sdkCore';
import { setUpTestCore, signUpIn } from './support/testCore';
import type { TestCore } from './support/testCore';

describe('over HTTP', () => {
  const core = setUpTestCore();

  const signUp = (email: string, tenant?: string) => signUpIn(core, email, tenant);
  const signInUp = async (email: string, id = email, tenant = '') =>
    (
      await core.call('POST', `${tenant}/recipe/signinup`, {
        thirdPartyId: 'google',
        thirdPartyUserId: id,
        email: { id: email, isVerified: false },
      })
    ).body;
  const makePrimary = async (recipeUserId: string) =>
    (await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId })).body;
  const link = async (recipeUserId: string, primaryUserId: string) =>
    (await core.call('POST', '/recipe/accountlinking/user/link', { recipeUserId, primaryUserId })).body;
  const unlink = async (recipeUserId: string) =>
    (await core.call('POST', '/recipe/accountlinking/user/unlink', { recipeUserId })).body;
  const getUser = async (userId: string) => (await core.call('GET', `/user/id?userId=${userId}`)).body;
  const createSession = async (userId: string) =>
    (
      await core.call('POST', '/recipe/session', {
        userId,
        userDataInJWT: {},
        userDataInDatabase: {},
        enableAntiCsrf: false,
      })
    ).body.session;

  test('of concurrent links of one login method, one succeeds', async () => {
    const primaries = [await signUp('p1@example.com'), await signUp('p2@example.com')];
    for (const id of primaries) await makePrimary(id);
    const method = await signUp('m@example.com');
    const answers = await Promise.all(primaries.map((id) => link(method, id)));
    expect(answers.map(({ status }) => status)).toEqual([
      'OK',
      'RECIPE_USER_ID_ALREADY_LINKED_WITH_ANOTHER_PRIMARY_USER_ID_ERROR',
    ]);
  });

  test('a linked user is listed once, with the time of the oldest login method', async () => {
    const first = await signUp('a@example.com');
    const joined = core.clock.now();
    core.clock.advance(1000);
    const second = await signUp('b@example.com');
    await makePrimary(second);
    await link(first, second);
    const listed = (await core.call('GET', '/users')).body.users;
    expect(listed).toMatchObject([{ id: second, timeJoined: joined }]);
    await unlink(first);
    expect((await core.call('GET', '/users')).body.users.map(({ id }) => id)).toEqual([first, second]);
  });

  test('linking and unlinking revoke the sessions of that login method only', async () => {
    const [primary, method] = [await signUp('a@example.com'), await signUp('b@example.com')];
    await makePrimary(primary);
    const [kept, ended] = [await createSession(primary), await createSession(method)];
    await link(method, primary);
    const status = async ({ handle }: { handle: string }) =>
      (await core.call('GET', `/recipe/session?sessionHandle=${handle}`)).body.status;
    expect([await status(kept), await status(ended)]).toEqual(['OK', 'UNAUTHORISED']);
    const linked = await createSession(method);
    expect(linked).toMatchObject({ userId: primary, recipeUserId: method });
    await unlink(method);
    expect([await status(kept), await status(linked)]).toEqual(['OK', 'UNAUTHORISED']);
  });

  test('a primary user id remains valid without its own login method', async () => {
    const [primary, other] = [await signUp('a@example.com'), await signUp('b@example.com')];
    await makePrimary(primary);
    await link(other, primary);
    expect(await unlink(primary)).toEqual({ status: 'OK', wasRecipeUserDeleted: true, wasLinked: true });
    expect(await getUser(other)).toMatchObject({ user: { id: primary, emails: ['b@example.com'] } });
    expect(await unlink(primary)).toEqual({ status: 'OK', wasRecipeUserDeleted: false, wasLinked: true });
    expect(await getUser(primary)).toMatchObject({ user: { id: primary, isPrimaryUser: true } });
    expect(await makePrimary(other)).toMatchObject({
      status: 'RECIPE_USER_ID_ALREADY_LINKED_WITH_PRIMARY_USER_ID_ERROR',
      primaryUserId: primary,
    });
    expect(await unlink(other)).toEqual({ status: 'OK', wasRecipeUserDeleted: false, wasLinked: true });
    expect(await getUser(other)).toMatchObject({ user: { id: other, isPrimaryUser: false } });
    expect(await getUser(primary)).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
    expect((await core.call('GET', '/users')).body.users.map(({ id }) => id)).toEqual([other]);
  });

  test('primary users conflict in every tenant of any of their login methods', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const [here, there] = [await signUp('a@example.com'), await signUp('b@example.com', '/t1')];
    await makePrimary(here);
    await link(there, here);
    const { user } = await signInUp('a@example.com', 'g', '/t1');
    expect(await makePrimary(user.id)).toEqual({
      status: 'ACCOUNT_INFO_ALREADY_ASSOCIATED_WITH_ANOTHER_PRIMARY_USER_ID_ERROR',
      primaryUserId: here,
      description: "This user's email is already associated with another user ID",
    });
  });

  test('a phone number belongs to at most one primary user per tenant', async () => {
    const signInByPhone = async (tenant = '') => {
      const path = `${tenant}/recipe/signinup/code`;
      const code = (await core.call('POST', path, { phoneNumber: '+14155550143' })).body;
      const { preAuthSessionId, linkCode } = code;
      return (await core.call('POST', `${path}/consume`, { preAuthSessionId, linkCode })).body.user.id;
    };
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const [holder, rival] = [await signInByPhone(), await signInByPhone('/t1')];
    const [primary, bridge] = [await signUp('a@example.com', '/t1'), await signUp('b@example.com', '/t1')];
    const taken = {
      status: 'ACCOUNT_INFO_ALREADY_ASSOCIATED_WITH_ANOTHER_PRIMARY_USER_ID_ERROR',
      description: "This user's phone number is already associated with another user ID",
    };
    await makePrimary(holder);
    expect(await makePrimary(primary)).toMatchObject({ status: 'OK' });
    // In the rival's tenant no other user has the number yet.
    const check = async () =>
      (await core.call('GET', `/recipe/accountlinking/user/primary/check?recipeUserId=${rival}`)).body;
    expect(await check()).toMatchObject({ status: 'OK' });
    expect(await link(bridge, holder)).toMatchObject({ status: 'OK' });
    expect(await check()).toEqual({ ...taken, primaryUserId: holder });
    expect(await link(rival, primary)).toEqual({ ...taken, primaryUserId: holder });
    await unlink(bridge);
    expect(await link(rival, primary)).toMatchObject({ status: 'OK' });
    // The reverse: the holder's number now belongs to the primary user in that tenant.
    expect(await link(bridge, holder)).toEqual({ ...taken, primaryUserId: primary });
  });

  test('accepts and returns external ids', async () => {
    const primary = await signUp('a@example.com');
    core.clock.advance(1);
    const method = await signUp('b@example.com');
    await core.call('POST', '/recipe/userid/map', { superTokensUserId: primary, externalUserId: 'ext-a' });
    await core.call('POST', '/recipe/userid/map', { superTokensUserId: method, externalUserId: 'ext-b' });
    await makePrimary('ext-a');
    expect(await link('ext-b', 'ext-a')).toMatchObject({
      status: 'OK',
      user: { id: 'ext-a', loginMethods: [{ recipeUserId: 'ext-a' }, { recipeUserId: 'ext-b' }] },
    });
    expect(await link('ext-b', 'ext-b')).toMatchObject({ status: 'OK', accountsAlreadyLinked: true });
    expect(await makePrimary('ext-b')).toMatchObject({ primaryUserId: 'ext-a' });
    const rival = await signInUp('a@example.com', 'rival');
    expect(await link(rival.user.id, 'ext-a')).toMatchObject({ status: 'OK' });
  });

  test('records the activity of a linked login method for the primary user', async () => {
    const [primary, method] = [await signUp('a@example.com'), await signUp('b@example.com')];
    await makePrimary(primary);
    await link(method, primary);
    expect((await core.call('GET', '/users/count/active?since=0')).body.count).toBe(1);
  });
});

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([
      EmailPassword.init(),
      ThirdParty.init(),
      Session.init(),
      AccountLinking.init({
        shouldDoAutomaticAccountLinking: () =>
          Promise.resolve({ shouldAutomaticallyLink: true, shouldRequireVerification: false }),
      }),
    ]);
  });

  afterAll(() => core.close());

  test('links and unlinks two login methods with the same email', async () => {
    const first = await EmailPassword.signUp('public', 'a@example.com', 'validpass1');
    if (first.status !== 'OK') throw new Error(first.status);
    expect(first.user.isPrimaryUser).toBe(true);
    const second = await ThirdParty.manuallyCreateOrUpdateUser(
      'public',
      'google',
      'g',
      'a@example.com',
      true,
    );
    if (second.status !== 'OK') throw new Error(second.status);
    expect(second.user.id).toBe(first.user.id);
    expect(second.user.loginMethods.map(({ recipeId }) => recipeId)).toEqual(['emailpassword', 'thirdparty']);
    expect(await AccountLinking.unlinkAccount(second.recipeUserId)).toEqual({
      status: 'OK',
      wasRecipeUserDeleted: false,
      wasLinked: true,
    });
    expect((await supertokens.getUser(second.recipeUserId.getAsString()))?.isPrimaryUser).toBe(false);
  });
});
