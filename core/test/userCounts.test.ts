import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HOUR, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

let folder: string;
let file: string;
let core: TestCore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'core-'));
  file = join(folder, 'core.db');
  core = await startTestCore({ data: file });
});

afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true });
});

const post = async (path: string, body: object, method = 'POST') => {
  const { body: answer } = await core.call(method, path, body);
  expect(answer.status).toBe('OK');
  core.clock.advance(HOUR / 2);
  return answer;
};
const signUp = async (email: string, tenant = '') =>
  (await post(`${tenant}/recipe/signup`, { email, password: 'secret' })).user.id;
const signInUp = async (provider: string, id: string, tenant = '') => {
  const email = { id: `${id}@${provider}.example`, isVerified: true };
  const body = { thirdPartyId: provider, thirdPartyUserId: id, email };
  return (await post(`${tenant}/recipe/signinup`, body)).user.id;
};
const remove = (userId: string) => post('/user/remove', { userId, removeAllLinkedAccounts: false });
const countOf = async (query: string, tenant = '') =>
  (await core.call('GET', `${tenant}/users/count?${query}`)).body.count;

/** Users and tenants that every change has reached. */
async function changeEverything(): Promise<void> {
  for (const tenant of ['t1', 't2'])
    await post('/recipe/multitenancy/tenant/v2', { tenantId: tenant }, 'PUT');
  const [ada, bob, , gone] = [
    await signUp('ada@example.com'),
    await signUp('bob@example.com', '/t1'),
    await signUp('only@t2.example', '/t2'),
    await signUp('gone@example.com'),
  ];
  const [google, github] = [await signInUp('google', 'ada'), await signInUp('github', 'ada')];
  await post('/recipe/accountlinking/user/primary', { recipeUserId: ada });
  for (const recipeUserId of [google, github])
    await post('/recipe/accountlinking/user/link', { recipeUserId, primaryUserId: ada });
  await post('/recipe/accountlinking/user/unlink', { recipeUserId: github });
  await post('/t1/recipe/multitenancy/tenant/user', { recipeUserId: google });
  await post('/t2/recipe/multitenancy/tenant/user', { recipeUserId: bob });
  await post('/t1/recipe/multitenancy/tenant/user/remove', { recipeUserId: bob });
  await post('/recipe/user', { recipeUserId: ada, email: 'ada@new.example' }, 'PUT');
  await signInUp('google', 'ada');
  await remove(gone);
  await post('/recipe/multitenancy/tenant/remove', { tenantId: 't2' });
}

test('counts contain each user once, whatever has changed', async () => {
  await changeEverything();
  const both = 'includeRecipeIds=emailpassword,thirdparty';
  // ada with google, github; bob and the user of t2 are in no tenant any more.
  expect([await countOf(''), await countOf('', '/t1'), await countOf('includeAllTenants=true')]).toEqual([
    2, 1, 2,
  ]);
  expect([await countOf(both), await countOf(both, '/t1')]).toEqual([2, 1]);
  expect(await countOf('includeRecipeIds=emailpassword', '/t1')).toBe(0);
  expect(await countOf('includeRecipeIds=emailpassword&includeAllTenants=true')).toBe(1);
  expect(await countOf('includeRecipeIds=thirdparty,session')).toBe(2);
  expect(await countOf('includeRecipeIds=session')).toBe(0);
});

/** What the counts and the texts to search for are made of, and what is stored. */
const DERIVED = {
  counts: [
    'SELECT tenant_id, recipes, count FROM tenant_user_counts WHERE count <> 0',
    `SELECT tenant_id, recipes, count(*) AS count FROM tenant_users WHERE recipe_id = ''
     GROUP BY app_id, tenant_id, recipes`,
  ],
  active: [
    'SELECT app_id, hour, count FROM active_user_counts WHERE count <> 0',
    `SELECT app_id, last_active_at / ${HOUR} AS hour, count(*) AS count FROM active_users
     GROUP BY app_id, last_active_at / ${HOUR}`,
  ],
  texts: [
    'SELECT tenant_id, recipe_user_id, text FROM user_search ORDER BY tenant_id, recipe_user_id, text',
    `SELECT t.tenant_id, t.recipe_user_id, x.value AS text FROM login_methods m
     JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
     JOIN json_each(json_array(email, phone_number, third_party_id, substr(email, instr(email, '@') + 1))) x
     WHERE x.value IS NOT NULL ORDER BY t.tenant_id, t.recipe_user_id, x.value COLLATE NOCASE`,
  ],
};

test.each(Object.entries(DERIVED))('%s are kept up to date', async (_name, [stored = '', computed = '']) => {
  await changeEverything();
  await core.close();
  const connection = new DatabaseSync(file);
  const rows = connection.prepare(computed).all();
  expect(rows.length).toBeGreaterThan(1);
  expect(connection.prepare(stored).all()).toEqual(rows);
  connection.close();
  core = await startTestCore({ data: file });
});

test('an app is removed with its counts', async () => {
  await post('/recipe/multitenancy/app/v2', { appId: 'shop' }, 'PUT');
  await post('/appid-shop/recipe/multitenancy/tenant/v2', { tenantId: 't1' }, 'PUT');
  await signUp('ada@example.com', '/appid-shop');
  await signUp('bob@example.com', '/appid-shop/t1');
  await post('/appid-shop/recipe/multitenancy/tenant/remove', { tenantId: 't1' });
  await post('/recipe/multitenancy/app/remove', { appId: 'shop' });
  await core.close();
  const connection = new DatabaseSync(file);
  for (const table of ['tenant_user_counts', 'app_user_counts', 'active_user_counts', 'user_search'])
    expect(connection.prepare(`SELECT * FROM ${table} WHERE app_id = 'shop'`).all()).toEqual([]);
  connection.close();
  core = await startTestCore({ data: file });
});

test('the migration of counts and search makes what later changes keep up to date', async () => {
  await changeEverything();
  await core.close();
  const connection = new DatabaseSync(file);
  const all = () =>
    [
      'tenant_user_counts',
      'app_user_counts',
      'active_user_counts',
      'user_search',
      'users',
      'tenant_users',
    ].map((table) =>
      connection
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .filter((row) => row.count !== 0),
    );
  const before = all();
  const triggers = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) connection.exec(`DROP TRIGGER ${String(name)}`);
  connection.exec(`
    UPDATE tenant_users SET recipes = 0;
    ALTER TABLE tenant_users DROP COLUMN recipes;
    ALTER TABLE users DROP COLUMN recipes;
    DROP TABLE tenant_user_counts; DROP TABLE app_user_counts; DROP TABLE active_user_counts; DROP TABLE user_search;
    DELETE FROM schema_migrations WHERE number = 210`);
  connection.close();
  core = await startTestCore({ data: file });
  await core.close();
  const migrated = new DatabaseSync(file);
  const after = ['tenant_user_counts', 'app_user_counts', 'active_user_counts', 'user_search', 'users'].map(
    (table) => migrated.prepare(`SELECT * FROM ${table}`).all(),
  );
  expect(after).toEqual(before.slice(0, 5));
  migrated.close();
  core = await startTestCore({ data: file });
});
