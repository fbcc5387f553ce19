import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addBenchUsers, benchUser, FIRST_EMAIL, PASSWORD } from '../bench/users.ts';
import { setUpTestCore, signUpIn } from './support/testCore';

const core = setUpTestCore();

const signUp = (email: string, tenant?: string) => signUpIn(core, email, tenant);

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
  const restart = () => core.restart({ data });
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
