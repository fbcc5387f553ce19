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
