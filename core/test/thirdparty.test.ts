import supertokens from 'supertokens-node';
import ThirdParty from 'supertokens-node/recipe/thirdparty';
import { startSdkCore } from './support/sdkCore';
import { setUpTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

describe('over HTTP', () => {
  const core = setUpTestCore();

  const signInUp = async (email: string, { userId = 'g1', isVerified = false, tenant = '' } = {}) =>
    (
      await core.call('POST', `${tenant}/recipe/signinup`, {
        thirdPartyId: 'google',
        thirdPartyUserId: userId,
        email: { id: email, isVerified },
      })
    ).body;
  const methodsOf = async (userId: string) =>
    ((await core.call('GET', `/user/id?userId=${userId}`)).body.user as unknown as { loginMethods: object[] })
      .loginMethods;

  test('the same third-party id signs up once, even concurrently', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => signInUp('A@example.com')));
    expect(answers.filter(({ createdNewUser }) => createdNewUser === true)).toHaveLength(1);
    expect(new Set(answers.map(({ user }) => user.id)).size).toBe(1);
    expect(answers[0]).toMatchObject({
      status: 'OK',
      user: { emails: ['a@example.com'], thirdParty: [{ id: 'google', userId: 'g1' }] },
    });
  });

  test('a verified email stays verified, a changed one is unverified', async () => {
    const { user } = await signInUp('old@example.com', { isVerified: true });
    expect(await methodsOf(user.id)).toMatchObject([{ email: 'old@example.com', verified: true }]);
    expect(await signInUp('new@example.com')).toMatchObject({ createdNewUser: false, user: { id: user.id } });
    expect(await methodsOf(user.id)).toMatchObject([{ email: 'new@example.com', verified: false }]);
    await signInUp('old@example.com');
    expect(await methodsOf(user.id)).toMatchObject([{ email: 'old@example.com', verified: true }]);
  });

  test('a third-party id creates a user per tenant, with one email for all', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const here = (await signInUp('a@example.com')).user.id;
    const there = (await signInUp('a@example.com', { tenant: '/t1' })).user.id;
    expect(there).not.toBe(here);
    await signInUp('b@example.com', { tenant: '/t1' });
    expect(await methodsOf(here)).toMatchObject([{ email: 'b@example.com', tenantIds: ['public'] }]);
  });

  test('lists users with an email, oldest first', async () => {
    const joined: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      joined.push((await signInUp('a@example.com', { userId: `g${String(n)}` })).user.id);
      core.clock.advance(1);
    }
    const { users } = (await core.call('GET', '/recipe/users/by-email?email=a@example.com')).body;
    expect(users.map(({ id }) => id)).toEqual(joined);
  });

  test('reports an invalid email before an unknown tenant', async () => {
    const body = { thirdPartyId: 'google', thirdPartyUserId: 'x', email: { id: 'a@example.com' } };
    const reply = await core.call('POST', '/nosuch/recipe/signinup', body);
    expect([reply.status, reply.body.text]).toEqual([
      400,
      "Field name 'isVerified' is invalid in JSON input",
    ]);
  });
});

describe('through the SDK', () => {
  let core: TestCore;

  beforeAll(async () => {
    core = await startSdkCore([ThirdParty.init()]);
  });

  afterAll(() => core.close());

  test('sign-up, sign-in, lookup', async () => {
    const first = await ThirdParty.manuallyCreateOrUpdateUser(
      'public',
      'github',
      'h1',
      'h@example.com',
      true,
    );
    if (first.status !== 'OK') throw new Error(first.status);
    expect(first.createdNewRecipeUser).toBe(true);
    expect(first.user.loginMethods[0]?.verified).toBe(true);
    const again = await ThirdParty.manuallyCreateOrUpdateUser(
      'public',
      'github',
      'h1',
      'h@example.com',
      false,
    );
    expect(again).toMatchObject({ status: 'OK', createdNewRecipeUser: false });
    const found = await supertokens.listUsersByAccountInfo('public', {
      thirdParty: { id: 'github', userId: 'h1' },
    });
    expect(found.map(({ id }) => id)).toEqual([first.user.id]);
  });
});
