import { createAccountWithEverything } from './support/accountWithEverything';
import { withConnection } from './support/openedConnection';
import type { OpenedConnection } from './support/openedConnection';
import { startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

/** Columns that contain a user id. New tables are covered automatically. */
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

/** Tables whose rows belong to a user, except dashboard users. */
const tablesAboutUsers = (): string[] =>
  tables()
    .filter((table) => !table.startsWith('dashboard_'))
    .filter((table) =>
      connection
        .prepare('SELECT name FROM pragma_table_info(?)')
        .all(table)
        .some(({ name }) => USER_ID.test(String(name))),
    );

/** Lists the tables that contain one of the ids in any column. */
const tablesWith = (ids: readonly string[]): string[] =>
  tables().filter((table) => {
    const text = JSON.stringify(rowsOf(table));
    return ids.some((id) => text.includes(id));
  });

const remove = (userId: string, removeAllLinkedAccounts = true) =>
  core.call('POST', '/user/remove', { userId, removeAllLinkedAccounts });

describe.each([
  ['without external ids', false],
  ['with external ids', true],
])('a user %s', (_whom, isMapped) => {
  const unmapped = (table: string) => isMapped || table !== 'user_id_mappings';

  test('is removed with all rows about them, and no others', async () => {
    const gone = await createAccountWithEverything(core, 'gone', isMapped);
    const staying = await createAccountWithEverything(core, 'staying', isMapped);
    const about = tablesAboutUsers().filter(unmapped);
    expect(about.length).toBeGreaterThan(10);
    expect(tablesWith(gone.ids)).toEqual(expect.arrayContaining(about));
    const rowsBefore = tablesWith(staying.ids);

    await remove(gone.userId);
    expect(tablesWith(gone.ids)).toEqual([]);
    expect(tablesWith(staying.ids)).toEqual(rowsBefore);
  });

  test('keeps user data until the last login method is removed', async () => {
    const { userId, ids } = await createAccountWithEverything(core, 'ada', isMapped);
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

test('removing a user also removes login methods that outlived their first one', async () => {
  const { userId, ids } = await createAccountWithEverything(core, 'ada', false);
  const linked = ids.filter((id) => id !== userId);
  await core.call('POST', '/recipe/accountlinking/user/unlink', { recipeUserId: userId });
  for (const recipeUserId of linked.slice(1)) await remove(recipeUserId, false);
  expect((await core.call('GET', `/user/id?userId=${userId}`)).body.status).toBe('OK');
  await core.call('POST', '/recipe/user/password/reset/token', { userId: linked[0], email: 'x' });
  await remove(userId, false);
  expect(tablesWith(ids)).toEqual([]);
});

test('codes sent to a removed user are invalid', async () => {
  const { userId, secrets } = await createAccountWithEverything(core, 'ada', false);
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
