import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addBenchUsers, benchUser, FIRST_EMAIL, PASSWORD } from '../bench/users.ts';
import { DAY, startTestCore } from './support/testCore';
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

describe('search', () => {
  const found = async (query: string) => {
    const { body } = await core.call('GET', `/users?${query}`);
    expect(body).not.toHaveProperty('nextPaginationToken');
    return body.users.map(({ id }) => id);
  };

  test('finds emails by the start of the local part or the domain, in both orders', async () => {
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

  test('ignores limit and recipe filter', async () => {
    const ids = [await signUp('ada@example.com'), await signUp('adb@example.com')];
    expect(await found('email=ad&limit=1')).toHaveLength(2);
    expect(new Set(await found('email=ad&limit=501&includeRecipeIds=webauthn'))).toEqual(new Set(ids));
    expect((await core.call('GET', '/users?email=ad&limit=0')).status).toBe(400);
    expect((await core.call('GET', '/users?email=ad&paginationToken=x')).status).toBe(400);
  });

  test('matches only users with the searched column', async () => {
    await signUp('ada@example.com');
    expect(await found('phone=%2B1')).toEqual([]);
    expect(await found('email=ada&provider=google')).toEqual([]);
    expect(await found('email=ada&phone=%2B1&provider=google')).toEqual([]);
  });

  test('returns the first thousand of many matches', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'core-'));
    const data = join(folder, 'core.db');
    const restart = async () => {
      await core.close();
      core = await startTestCore({ data });
    };
    await restart();
    await core.call('POST', '/recipe/signup', { email: FIRST_EMAIL, password: PASSWORD });
    const session = { userId: 'u', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };
    await core.call('POST', '/recipe/session', session);
    await core.close();
    addBenchUsers(data, 0, 30_000);
    await restart();
    const ids = (numbers: number[]) => numbers.map((n) => benchUser(n).userId);
    const thousand = Array.from({ length: 1000 }, (_, n) => n);
    expect(await found('email=user')).toEqual(ids(thousand));
    expect(await found('email=user&timeJoinedOrder=DESC')).toEqual(ids(thousand.map((n) => 29_999 - n)));
    expect(await found('email=user002')).toEqual(ids(thousand.map((n) => 20_000 + n)));
    expect(await found('email=user00299;user000000')).toHaveLength(110);
    expect(await found('email=%257')).toHaveLength(1000);
    expect(await found('email=%252999')).toEqual(
      ids([2999, 12_999, 22_999, ...Array.from({ length: 10 }, (_, n) => 29_990 + n)]),
    );
    expect(await found('email=user;example&provider=google')).toEqual([]);
    // Other requests are answered between the turns of a search, which reads everything here.
    const state = { isSearching: true };
    const search = found('email=%25no one').finally(() => (state.isSearching = false));
    let answered = 0;
    for (; state.isSearching; answered += 1) await core.call('GET', '/hello');
    expect([await search, answered > 3]).toEqual([[], true]);
    rmSync(folder, { recursive: true });
  });

  test('finds texts as LIKE does, from their start and from each @', async () => {
    const emails = ['ada@example.com', 'a_a@b.org', 'axa@b.org', '"a@b"@c.net', 'émile@é.fr', 'local', 'x@'];
    for (const email of emails) {
      await signUp(email);
      core.clock.advance(1);
    }
    const likes = new DatabaseSync(':memory:').prepare(
      "SELECT value FROM json_each(?) WHERE value LIKE ? || '%' OR value LIKE '%@' || ? || '%'",
    );
    const tags = [
      'a',
      'A_A',
      'a%@b',
      'b',
      '%',
      '_',
      '%b.o',
      'c.',
      'b"',
      'é',
      'É',
      'local',
      'zz',
      'exam_le',
      '@',
    ];
    for (const tag of tags) {
      const { body } = await core.call('GET', `/users?email=${encodeURIComponent(tag)}`);
      const lower = tag.toLowerCase();
      const expected = likes.all(JSON.stringify(emails), lower, lower).map(({ value }) => value);
      expect([tag, body.users.map((user) => (user as unknown as { emails: string[] }).emails[0])]).toEqual([
        tag,
        expected,
      ]);
    }
  });

  test('finds a changed email, not the former one', async () => {
    const id = await signUp('ada@example.com');
    await core.call('PUT', '/recipe/user', { recipeUserId: id, email: 'bob@example.com' });
    expect([await found('email=ada'), await found('email=bob')]).toEqual([[], [id]]);
  });

  test('is limited to its tenant', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    await signUp('ada@example.com', '/t1');
    expect(await found('email=ada')).toEqual([]);
  });
});
