/** @jest-environment node */
import { makeAccountWithEverything } from './support/accountWithEverything';
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

/** Where a table has a user's id. A new table that has one is looked into by itself. */
const USER_ID = /^(recipe_|external_)?user_id$/;

let core: TestCore;
let connection: OpenedConnection['connection'];

beforeEach(async () => {
  const started = await withConnection(() => startTestCore());
  [core, { connection }] = started;
});

afterEach(() => core.close());

const tables = (): string[] =>
  connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
    .map(({ name }) => String(name));

const rowsOf = (table: string) => connection.prepare(`SELECT * FROM ${table}`).all();

/** The tables in which a row is about a user. Those who may use the dashboard are not among the users of the app. */
const tablesAboutUsers = (): string[] =>
  tables()
    .filter((table) => !table.startsWith('dashboard_'))
    .filter((table) =>
      connection
        .prepare('SELECT name FROM pragma_table_info(?)')
        .all(table)
        .some(({ name }) => USER_ID.test(String(name))),
    );

/** The tables in which one of the ids stands, in whatever column. */
const tablesWith = (ids: readonly string[]): string[] =>
  tables().filter((table) => {
    const text = JSON.stringify(rowsOf(table));
    return ids.some((id) => text.includes(id));
  });

const remove = (userId: string, removeAllLinkedAccounts = true) =>
  core.call('POST', '/user/remove', { userId, removeAllLinkedAccounts });

describe.each([
  ['whom the app knows by our ids', false],
  ['whom the app knows by its own ids', true],
])('a user %s', (_whom, isMapped) => {
  const unmapped = (table: string) => isMapped || table !== 'user_id_mappings';

  test('takes along every row that is about them, and nobody else’s', async () => {
    const gone = await makeAccountWithEverything(core, 'gone', isMapped);
    const staying = await makeAccountWithEverything(core, 'staying', isMapped);
    const about = tablesAboutUsers().filter(unmapped);
    expect(about.length).toBeGreaterThan(10);
    expect(tablesWith(gone.ids)).toEqual(expect.arrayContaining(about));
    const rowsBefore = tablesWith(staying.ids);

    await remove(gone.userId);
    expect(tablesWith(gone.ids)).toEqual([]);
    expect(tablesWith(staying.ids)).toEqual(rowsBefore);
  });

  test('keeps what is the user’s while one login method is left, and then loses it', async () => {
    const { userId, ids } = await makeAccountWithEverything(core, 'ada', isMapped);
    const { body } = await core.call('GET', `/user/id?userId=${userId}`);
    const { loginMethods } = body.user as unknown as { loginMethods: { recipeUserId: string }[] };
    const [last, ...others] = loginMethods.map(({ recipeUserId }) => recipeUserId).reverse();
    for (const recipeUserId of others) await remove(recipeUserId, false);
    for (const table of ['user_metadata', 'user_roles', 'totp_devices', 'verified_emails'])
      expect(tablesWith([userId])).toContain(table);
    await remove(last ?? '', false);
    expect(tablesWith(ids)).toEqual([]);
  });
});

test('a user whose own login method went before takes along the one that is left', async () => {
  const { userId, ids } = await makeAccountWithEverything(core, 'ada', false);
  const linked = ids.filter((id) => id !== userId);
  await core.call('POST', '/recipe/accountlinking/user/unlink', { recipeUserId: userId });
  for (const recipeUserId of linked.slice(1)) await remove(recipeUserId, false);
  expect((await core.call('GET', `/user/id?userId=${userId}`)).body.status).toBe('OK');
  await core.call('POST', '/recipe/user/password/reset/token', { userId: linked[0], email: 'x' });
  await remove(userId, false);
  expect(tablesWith(ids)).toEqual([]);
});

test('codes on their way to somebody who is removed are void', async () => {
  const { userId, secrets } = await makeAccountWithEverything(core, 'ada', false);
  const codesOf = async () =>
    (await core.call('GET', '/recipe/signinup/codes?email=code-ada@example.com')).body.devices;
  expect(await codesOf()).toHaveLength(1);
  await remove(userId);
  expect(await codesOf()).toEqual([]);
  const { 'device id': deviceId, 'code to type': userInputCode } = secrets;
  const proof = { preAuthSessionId: 'x', deviceId, userInputCode };
  const { body } = await core.call('POST', '/recipe/signinup/code/consume', proof);
  expect(body).toEqual({ status: 'RESTART_FLOW_ERROR' });
});
