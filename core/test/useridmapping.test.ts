import supertokens from 'supertokens-node';
import EmailPassword from 'supertokens-node/recipe/emailpassword';
import { startSdkCore } from './support/sdkCore';
import { setUpTestCore, signUpIn } from './support/testCore';
import type { TestCore } from './support/testCore';

describe('over HTTP', () => {
  const core = setUpTestCore();

  const signUp = (email: string) => signUpIn(core, email);
  const map = async (superTokensUserId: string, externalUserId: string, force = false) =>
    (await core.call('POST', '/recipe/userid/map', { superTokensUserId, externalUserId, force })).body;
  const unmap = async (userId: string, userIdType = 'ANY', force = false) =>
    (await core.call('POST', '/recipe/userid/map/remove', { userId, userIdType, force })).body;
  const mapped = async (userId: string) =>
    (await core.call('GET', `/recipe/userid/map?userId=${userId}`)).body;

  const uses: [recipe: string, use: (userId: string) => Promise<unknown>][] = [
    [
      'Session',
      (userId) =>
        core.call('POST', '/recipe/session', {
          userId,
          userDataInJWT: {},
          userDataInDatabase: {},
          enableAntiCsrf: false,
        }),
    ],
    ['UserMetadata', (userId) => core.call('PUT', '/recipe/user/metadata', { userId, metadataUpdate: {} })],
    [
      'UserRoles',
      async (userId) => {
        await core.call('PUT', '/recipe/role', { role: 'admin' });
        await core.call('PUT', '/recipe/user/role', { userId, role: 'admin' });
      },
    ],
  ];

  test.each(uses)('an id with data of %s cannot be mapped or unmapped', async (recipe, use) => {
    const refusal = { text: `UserId is already in use in ${recipe} recipe` };
    const user = await signUp('a@example.com');
    await use(user);
    expect(await map(user, 'ext')).toEqual(refusal);
    expect(await map(user, 'ext', true)).toEqual({ status: 'OK' });
    await use('ext');
    expect(await unmap('ext')).toEqual(refusal);
    expect(await unmap('ext', 'ANY', true)).toEqual({ status: 'OK', didMappingExist: true });
  });

  test('verified emails move to the external id', async () => {
    const signedUp = await core.call('POST', '/recipe/signinup', {
      thirdPartyId: 'google',
      thirdPartyUserId: 'g',
      email: { id: 'g@example.com', isVerified: true },
    });
    expect(await map(signedUp.body.user.id, 'ext')).toEqual({ status: 'OK' });
    expect((await core.call('GET', '/user/id?userId=ext')).body.user).toMatchObject({
      id: 'ext',
      loginMethods: [{ recipeUserId: 'ext', verified: true }],
    });
  });

  test('an id that is core id and external id refers to the core id', async () => {
    const [one, two] = [await signUp('one@example.com'), await signUp('two@example.com')];
    expect(await map(two, one, true)).toEqual({ status: 'OK' });
    expect(await mapped(one)).toMatchObject({ superTokensUserId: two, externalUserId: one });
    expect(await map(one, 'ext')).toEqual({ status: 'OK' });
    expect(await mapped(one)).toMatchObject({ superTokensUserId: one, externalUserId: 'ext' });
    expect(await unmap(two, 'SUPERTOKENS')).toEqual({ status: 'OK', didMappingExist: true });
    expect(await mapped(two)).toEqual({ status: 'UNKNOWN_MAPPING_ERROR' });
  });

  describe('looking up a session', () => {
    const sessionOf = async (userId: string) => {
      const data = { userDataInJWT: {}, userDataInDatabase: {} };
      const body = { userId, enableAntiCsrf: false, useDynamicSigningKey: true, ...data };
      return (await core.call('POST', '/recipe/session', body)).body;
    };
    const found = async ({ session }: Awaited<ReturnType<typeof sessionOf>>) => {
      const { userId, recipeUserId } = (
        await core.call('GET', `/recipe/session?sessionHandle=${session.handle}`)
      ).body;
      return { userId, recipeUserId };
    };

    test('returns the user id it was created with, regardless of later mappings', async () => {
      const user = await signUp('a@example.com');
      const before = await sessionOf(user);
      await map(user, 'ext', true);
      const after = await sessionOf('ext');
      expect(await found(before)).toEqual({ userId: user, recipeUserId: user });
      expect(await found(after)).toEqual({ userId: 'ext', recipeUserId: 'ext' });
      const refreshed = await core.call('POST', '/recipe/session/refresh', {
        refreshToken: before.refreshToken.token,
        enableAntiCsrf: false,
        useDynamicSigningKey: true,
      });
      expect(refreshed.body.session).toMatchObject({ userId: 'ext', recipeUserId: user });
    });

    test('returns the internal id of a mapped primary user', async () => {
      const [primary, linked] = [await signUp('a@example.com'), await signUp('b@example.com')];
      await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: primary });
      const link = { recipeUserId: linked, primaryUserId: primary };
      await core.call('POST', '/recipe/accountlinking/user/link', link);
      await map(primary, 'ext');
      const created = await sessionOf(linked);
      expect(created.session).toMatchObject({ userId: 'ext', recipeUserId: linked });
      expect(await found(created)).toEqual({ userId: primary, recipeUserId: linked });
    });
  });

  test('returns an existing primary user with internal ids of linked login methods', async () => {
    const primary = await signUp('a@example.com');
    core.clock.advance(1);
    const linked = await signUp('b@example.com');
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: primary });
    const link = { recipeUserId: linked, primaryUserId: primary };
    await core.call('POST', '/recipe/accountlinking/user/link', link);
    await map(primary, 'ext');
    await map(linked, 'ext-linked');
    const body = { recipeUserId: 'ext' };
    expect((await core.call('POST', '/recipe/accountlinking/user/primary', body)).body).toMatchObject({
      wasAlreadyAPrimaryUser: true,
      user: { id: 'ext', loginMethods: [{ recipeUserId: 'ext' }, { recipeUserId: linked }] },
    });
  });

  test('a mapping is deleted with its user', async () => {
    const user = await signUp('a@example.com');
    await map(user, 'ext');
    await core.call('POST', '/user/remove', { userId: 'ext' });
    expect(await mapped('ext')).toEqual({ status: 'UNKNOWN_MAPPING_ERROR' });
    expect(await map(await signUp('a@example.com'), 'ext')).toEqual({ status: 'OK' });
  });
});

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([EmailPassword.init()]);
  });

  afterAll(() => core.close());

  test('maps a user, finds them by both ids, and removes the mapping', async () => {
    const signedUp = await EmailPassword.signUp('public', 'a@example.com', 'validpass1');
    if (signedUp.status !== 'OK') throw new Error(signedUp.status);
    const superTokensUserId = signedUp.user.id;
    await supertokens.createUserIdMapping({
      superTokensUserId,
      externalUserId: 'ext',
      externalUserIdInfo: 'x',
    });
    expect(await supertokens.getUserIdMapping({ userId: superTokensUserId })).toMatchObject({
      status: 'OK',
      externalUserId: 'ext',
      externalUserIdInfo: 'x',
    });
    expect((await supertokens.getUser(superTokensUserId))?.id).toBe('ext');
    await supertokens.updateOrDeleteUserIdMappingInfo({ userId: 'ext', externalUserIdInfo: undefined });
    await supertokens.deleteUserIdMapping({ userId: 'ext' });
    expect((await supertokens.getUser(superTokensUserId))?.id).toBe(superTokensUserId);
  });
});
