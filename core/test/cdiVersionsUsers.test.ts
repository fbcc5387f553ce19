import { setUpTestCore } from './support/testCore';
import { ada, fromProvider, keysOf, NEW_USER, versionedCalls } from './support/versionedCalls';

/** Callers of older CDI versions get the fields of their version and no newer ones. */
const core = setUpTestCore();
const { answer, consumeCode, refusal } = versionedCalls(() => core);

/** The user without a field of newer versions. */
const without = (part: string, user: object): object =>
  Object.fromEntries(Object.entries(user).filter(([name]) => name !== part));

describe('users', () => {
  test.each([
    ['5.3', [...NEW_USER, 'webauthn', 'loginMethods'], ['recipeUserId']],
    ['5.2', [...NEW_USER, 'loginMethods'], ['recipeUserId']],
    ['4.0', [...NEW_USER, 'loginMethods'], ['recipeUserId']],
    ['3.1', ['id', 'timeJoined', 'tenantIds', 'email'], []],
    ['3.0', ['id', 'timeJoined', 'tenantIds', 'email'], []],
    ['2.21', ['id', 'timeJoined', 'email'], []],
    ['2.8', ['id', 'timeJoined', 'email'], []],
  ])('of %s have what it knows of', async (version, ofUser, ofMethod) => {
    const signedUp = await answer(version, 'POST', '/recipe/signup', ada);
    expect(keysOf(signedUp.user)).toEqual([...ofUser].sort());
    expect(keysOf(signedUp)).toEqual(['status', 'user', ...ofMethod].sort());
    expect(keysOf(await answer(version, 'POST', '/recipe/signin', ada))).toEqual(keysOf(signedUp));
    for (const by of [`userId=${signedUp.user.id}`, `email=${ada.email}`])
      expect(await answer(version, 'GET', `/recipe/user?${by}`)).toEqual({
        status: 'OK',
        user: signedUp.user,
      });
    const imported = { email: ada.email, passwordHash: `$2a$10$${'a'.repeat(53)}` };
    expect(await answer(version, 'POST', '/recipe/user/passwordhash/import', imported)).toEqual({
      status: 'OK',
      didUserAlreadyExist: true,
      user: signedUp.user,
    });
  });

  test('before 4.0, third-party and passwordless users have one login method', async () => {
    const fromGoogle = await answer('3.1', 'POST', '/recipe/signinup', fromProvider({}));
    expect(fromGoogle).toEqual({
      status: 'OK',
      createdNewUser: true,
      user: {
        id: fromGoogle.user.id,
        timeJoined: core.clock.now(),
        tenantIds: ['public'],
        email: 'bob@example.com',
        thirdParty: { id: 'google', userId: 'g-1' },
      },
    });
    const withoutTenants = without('tenantIds', fromGoogle.user);
    for (const path of [
      '/recipe/user?thirdPartyId=google&thirdPartyUserId=g-1',
      `/recipe/user?userId=${fromGoogle.user.id}`,
    ])
      expect(await answer('2.21', 'GET', path, undefined, 'thirdparty')).toEqual({
        status: 'OK',
        user: withoutTenants,
      });
    expect((await answer('2.21', 'GET', '/recipe/users/by-email?email=bob@example.com')).users).toEqual([
      withoutTenants,
    ]);

    const byCode = await consumeCode('3.1');
    expect(byCode).toEqual({
      status: 'OK',
      createdNewUser: true,
      user: {
        id: byCode.user.id,
        timeJoined: core.clock.now(),
        tenantIds: ['public'],
        phoneNumber: '+14155550101',
      },
    });
    expect(keysOf(await consumeCode('4.0'))).toEqual(['createdNewUser', 'recipeUserId', 'status', 'user']);
    expect(keysOf(await consumeCode('5.0'))).toContain('consumedDevice');
  });

  test('are listed with their recipe id before 4.0', async () => {
    const { user } = await answer('5.4', 'POST', '/recipe/signup', ada);
    const { id, timeJoined } = user;
    const shown = { id, timeJoined, email: ada.email };
    for (const path of ['/users', '/users?email=ada']) {
      expect((await answer('2.21', 'GET', path)).users).toEqual([{ recipeId: 'emailpassword', user: shown }]);
      expect((await answer('3.0', 'GET', path)).users).toEqual([
        { recipeId: 'emailpassword', user: { ...shown, tenantIds: ['public'] } },
      ]);
      expect(keysOf((await answer('5.2', 'GET', path)).users[0])).toEqual(
        [...NEW_USER, 'loginMethods'].sort(),
      );
    }
  });

  test('account linking endpoints return whole users to all versions', async () => {
    const { user } = await answer('5.4', 'POST', '/recipe/signup', ada);
    const known = without('webauthn', user);
    expect((await answer('3.0', 'GET', `/user/id?userId=${user.id}`)).user).toEqual(known);
    const path = `/users/by-accountinfo?email=${ada.email}&doUnionOfAccountInfo=true`;
    expect((await answer('5.2', 'GET', path)).users).toEqual([known]);
    const primary = { recipeUserId: user.id };
    expect((await answer('5.2', 'POST', '/recipe/accountlinking/user/primary', primary)).user).toEqual({
      ...known,
      isPrimaryUser: true,
    });
  });

  test('are updated by the id field of their version', async () => {
    const { user } = await answer('5.4', 'POST', '/recipe/signup', ada);
    const change = { email: 'new@example.com' };
    expect(await refusal('3.1', 'PUT', '/recipe/user', { recipeUserId: user.id, ...change })).toEqual([
      400,
      "Field name 'userId' is invalid in JSON input",
    ]);
    expect(await answer('3.1', 'PUT', '/recipe/user', { userId: user.id, ...change })).toEqual({
      status: 'OK',
    });
    const byCode = await consumeCode('5.4');
    expect(
      await answer('3.1', 'PUT', '/recipe/user', { userId: byCode.user.id, ...change }, 'passwordless'),
    ).toEqual({ status: 'OK' });
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 'north' });
    for (const path of [
      '/north/recipe/multitenancy/tenant/user',
      '/north/recipe/multitenancy/tenant/user/remove',
    ])
      expect(await answer('3.1', 'POST', path, { userId: user.id })).toMatchObject({ status: 'OK' });
  });
});
