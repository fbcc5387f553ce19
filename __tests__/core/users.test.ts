/** @jest-environment node */
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

let core: TestCore;

beforeEach(async () => {
  core = await startTestCore();
});

afterEach(() => core.close());

const signUp = async (email: string, tenant = '') =>
  (await core.call('POST', `${tenant}/recipe/signup`, { email, password: 'secret' })).body.user.id;

const page = async (query: string) => {
  const { body } = await core.call('GET', `/users?${query}`);
  return { ids: body.users.map(({ id }) => id), next: body.nextPaginationToken };
};

describe('the list', () => {
  test('pages meet without gap or overlap, even where many joined in the same millisecond', async () => {
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

  test('a token is the base64 of the id and the time of the first user of the page', async () => {
    await signUp('a@example.com');
    core.clock.advance(1);
    const second = await signUp('b@example.com');
    const { next } = await page('limit=1');
    expect(Buffer.from(next ?? '', 'base64').toString()).toBe(`${second};${String(core.clock.now())}`);
  });

  test.each(['!', 'abcd', Buffer.from('a;b').toString('base64'), Buffer.from('a;1;2').toString('base64')])(
    'a token that is none is refused: %s',
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

test('a user who is removed is gone, with the address free for another', async () => {
  const id = await signUp('a@example.com');
  await core.call('POST', '/user/remove', { userId: id });
  expect((await core.call('GET', `/user/id?userId=${id}`)).body).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
  expect((await page('limit=10')).ids).toEqual([]);
  expect((await core.call('GET', '/users/count/active?since=0')).body).toEqual({ status: 'OK', count: 0 });
  expect(await signUp('a@example.com')).not.toBe(id);
});

test('activity is counted from the last time that a user was seen', async () => {
  const { call, clock } = core;
  await signUp('a@example.com');
  clock.advance(1000);
  const since = clock.now();
  expect((await call('GET', `/users/count/active?since=${String(since)}`)).body.count).toBe(0);
  await call('POST', '/recipe/signin', { email: 'a@example.com', password: 'secret' });
  expect((await call('GET', `/users/count/active?since=${String(since)}`)).body.count).toBe(1);
});

describe('search', () => {
  const found = async (query: string) => {
    const { body } = await core.call('GET', `/users?${query}`);
    expect(body).not.toHaveProperty('nextPaginationToken');
    return body.users.map(({ id }) => id);
  };

  test('an address is found by how it, or what follows its @, begins; the oldest first or the newest', async () => {
    const ids: string[] = [];
    for (const email of ['ada@example.com', 'bob@example.com', 'example@other.org']) {
      ids.push(await signUp(email));
      core.clock.advance(1);
    }
    expect(await found('email=EXAMPLE')).toEqual(ids);
    expect(await found('email=example&timeJoinedOrder=DESC')).toEqual(ids.toReversed());
    expect(await found('email=bob;%20ada%20;')).toEqual(ids.slice(0, 2));
    expect(await found('email=da@example')).toEqual([]);
    expect(await found('email=a_a@')).toEqual([ids[0]]);
  });

  test('a page’s limit does not limit it, and the recipes to include do not matter', async () => {
    const ids = [await signUp('ada@example.com'), await signUp('adb@example.com')];
    expect(await found('email=ad&limit=1')).toHaveLength(2);
    expect(new Set(await found('email=ad&limit=501&includeRecipeIds=webauthn'))).toEqual(new Set(ids));
    expect((await core.call('GET', '/users?email=ad&limit=0')).status).toBe(400);
    expect((await core.call('GET', '/users?email=ad&paginationToken=x')).status).toBe(400);
  });

  test('who has no number or provider is not found by one', async () => {
    await signUp('ada@example.com');
    expect(await found('phone=%2B1')).toEqual([]);
    expect(await found('email=ada&provider=google')).toEqual([]);
    expect(await found('email=ada&phone=%2B1&provider=google')).toEqual([]);
  });

  test('it looks into its own tenant only', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    await signUp('ada@example.com', '/t1');
    expect(await found('email=ada')).toEqual([]);
  });
});
