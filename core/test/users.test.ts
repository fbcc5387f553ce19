import { DAY, setUpTestCore, signUpIn } from './support/testCore';

const core = setUpTestCore();

const signUp = (email: string, tenant?: string) => signUpIn(core, email, tenant);

const page = async (query: string) => {
  const { body } = await core.call('GET', `/users?${query}`);
  return { ids: body.users.map(({ id }) => id), next: body.nextPaginationToken };
};

describe('the list', () => {
  test('pages have no gaps or overlaps, even for users who joined in the same millisecond', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) {
      ids.push(await signUp(`user${String(n)}@example.com`));
      if (n === 4) core.clock.advance(1);
    }
    for (const order of ['ASC', 'DESC']) {
      const seen: string[] = [];
      let token = '';
      do {
        const { ids: some, next } = await page(`limit=2&timeJoinedOrder=${order}${token}`);
        seen.push(...some);
        token = next === undefined ? '' : `&paginationToken=${encodeURIComponent(next)}`;
      } while (token !== '');
      expect(new Set(seen)).toEqual(new Set(ids));
      expect(seen).toHaveLength(7);
      const sameTime = seen.filter((id) => ids.indexOf(id) < 5);
      expect(sameTime).toEqual([...sameTime].sort().reverse());
    }
  });

  test('a pagination token is base64 of the id and time of the page’s first user', async () => {
    await signUp('a@example.com');
    core.clock.advance(1);
    const second = await signUp('b@example.com');
    const { next } = await page('limit=1');
    expect(Buffer.from(next ?? '', 'base64').toString()).toBe(`${second};${String(core.clock.now())}`);
  });

  test.each(['!', 'abcd', Buffer.from('a;b').toString('base64'), Buffer.from('a;1;2').toString('base64')])(
    'refuses an invalid token: %s',
    async (token) => {
      const reply = await core.call('GET', `/users?paginationToken=${encodeURIComponent(token)}`);
      expect([reply.status, reply.body.text]).toEqual([400, 'invalid pagination token']);
    },
  );

  test('a tenant lists its own users', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    await signUp('a@example.com');
    const own = await signUp('a@example.com', '/t1');
    const { body } = await core.call('GET', '/t1/users');
    expect(body.users.map(({ id }) => id)).toEqual([own]);
    expect((await core.call('GET', '/users/count?includeAllTenants=true')).body).toEqual({
      status: 'OK',
      count: 2,
    });
    await core.call('POST', '/recipe/multitenancy/tenant/remove', { tenantId: 't1' });
    expect((await core.call('GET', '/users/count?includeAllTenants=true')).body).toEqual({
      status: 'OK',
      count: 1,
    });
  });
});

describe('by recipe', () => {
  const signInUp = async (email: string) => {
    const identity = {
      thirdPartyId: 'google',
      thirdPartyUserId: email,
      email: { id: email, isVerified: false },
    };
    return (await core.call('POST', '/recipe/signinup', identity)).body.user.id;
  };
  const counted = async (query: string) => (await core.call('GET', `/users/count?${query}`)).body.count;

  test('pages and counts contain each user of the recipes once', async () => {
    const ids: string[] = [];
    for (const make of [signUp, signInUp, signUp, signInUp, signUp]) {
      ids.push(await make(`user${String(ids.length)}@example.com`));
      core.clock.advance(1);
    }
    const [a, b, c, d, e] = ids as [string, string, string, string, string];
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: c });
    await core.call('POST', '/recipe/accountlinking/user/link', { recipeUserId: b, primaryUserId: c });

    expect((await page('includeRecipeIds=emailpassword')).ids).toEqual([a, c, e]);
    expect((await page('includeRecipeIds=thirdparty')).ids).toEqual([c, d]);
    expect((await page('includeRecipeIds=passwordless,jwt')).ids).toEqual([]);
    const first = await page('includeRecipeIds=thirdparty,emailpassword&limit=2&timeJoinedOrder=DESC');
    expect(first.ids).toEqual([e, d]);
    const next = `paginationToken=${encodeURIComponent(first.next ?? '')}`;
    expect(
      (await page(`includeRecipeIds=thirdparty,emailpassword&limit=2&timeJoinedOrder=DESC&${next}`)).ids,
    ).toEqual([c, a]);
    for (const all of ['', '&includeAllTenants=true']) {
      expect(await counted(`includeRecipeIds=emailpassword${all}`)).toBe(3);
      expect(await counted(`includeRecipeIds=thirdparty${all}`)).toBe(2);
      expect(await counted(`includeRecipeIds=thirdparty,emailpassword${all}`)).toBe(4);
      expect(await counted(all)).toBe(4);
    }
    await core.call('POST', '/recipe/accountlinking/user/unlink', { recipeUserId: b });
    expect((await page('includeRecipeIds=thirdparty')).ids).toEqual([b, d]);
  });

  test('users who joined in the same millisecond keep their order across recipes and pages', async () => {
    const ids: string[] = [];
    for (const make of [signUp, signInUp, signUp, signInUp, signUp])
      ids.push(await make(`user${String(ids.length)}@example.com`));
    const seen: string[] = [];
    for (let token = ''; seen.length < ids.length;) {
      const { ids: some, next = '' } = await page(
        `includeRecipeIds=emailpassword,thirdparty&limit=2${token}`,
      );
      seen.push(...some);
      token = `&paginationToken=${encodeURIComponent(next)}`;
    }
    expect(seen).toEqual([...ids].sort().reverse());
  });
});

test('after a user is removed, their email is available again', async () => {
  const id = await signUp('a@example.com');
  await core.call('POST', '/user/remove', { userId: id });
  expect((await core.call('GET', `/user/id?userId=${id}`)).body).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
  expect((await page('limit=10')).ids).toEqual([]);
  expect((await core.call('GET', '/users/count/active?since=0')).body).toEqual({ status: 'OK', count: 0 });
  expect(await signUp('a@example.com')).not.toBe(id);
});

test('counts users by their last activity', async () => {
  const { call, clock } = core;
  await signUp('a@example.com');
  clock.advance(1000);
  const since = clock.now();
  expect((await call('GET', `/users/count/active?since=${String(since)}`)).body.count).toBe(0);
  await call('POST', '/recipe/signin', { email: 'a@example.com', password: 'secret' });
  expect((await call('GET', `/users/count/active?since=${String(since)}`)).body.count).toBe(1);
});

test('reports active users of the last day, the last two days, and so on', async () => {
  for (let n = 0; n < 4; n++) {
    await signUp(`user${String(n)}@example.com`);
    core.clock.advance(n === 2 ? 5 * DAY : DAY);
  }
  await signUp('now@example.com');
  const maus = async () => {
    const { usageStats } = (await core.call('GET', '/ee/featureflag')).body;
    return (usageStats as { maus: number[] }).maus;
  };
  // Active now and exactly one, six, seven and eight days ago.
  expect((await maus()).slice(0, 9)).toEqual([2, 2, 2, 2, 2, 3, 4, 5, 5]);
  core.clock.advance(1);
  expect((await maus()).slice(0, 9)).toEqual([1, 2, 2, 2, 2, 2, 3, 4, 5]);
  core.clock.advance(31 * DAY);
  expect(new Set(await maus())).toEqual(new Set([0]));
});
