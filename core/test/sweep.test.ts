import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { withConnection } from './support/openedConnection';
import { HOUR, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

/** Columns with an expiry time. New tables are covered automatically. */
const ENDS = ['expires_at', 'kept_until'];

let folder: string;
let core: TestCore;
let connection: DatabaseSync;

async function start(): Promise<void> {
  const started = await withConnection(() => startTestCore({ data: join(folder, 'core.db') }));
  [core, { connection }] = started;
  // Responds after the first sweep was committed.
  await core.call('GET', '/users/count');
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'core-'));
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout', 'Date', 'performance'],
  });
  await start();
});

afterEach(async () => {
  jest.useRealTimers();
  await core.close();
  rmSync(folder, { recursive: true });
});

interface Column {
  readonly name: string;
  readonly type: string;
}

const columnsOf = (table: string) =>
  connection.prepare('SELECT name, type FROM pragma_table_info(?)').all(table) as unknown as Column[];

const expiringTables = (): string[] =>
  connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
    .map(({ name }) => String(name))
    .filter((table) => columnsOf(table).some(({ name }) => ENDS.includes(name)));

/** Inserts a row that expires at a time, with valid values in all other columns. */
function addRow(table: string, mark: number, end: number): void {
  const columns = columnsOf(table);
  const values = columns.map(({ name, type }) => {
    if (ENDS.includes(name)) return end;
    if (type === 'INTEGER') return mark;
    return type === 'BLOB' ? Buffer.of(mark) : String(mark);
  });
  connection
    .prepare(
      `INSERT INTO ${table} (${columns.map(({ name }) => name).join()}) VALUES (${columns.map(() => '?').join()})`,
    )
    .run(...values);
}

function addRows(): void {
  connection.exec('PRAGMA foreign_keys = OFF');
  for (const table of expiringTables()) {
    addRow(table, 1, core.clock.now() - 1);
    addRow(table, 2, core.clock.now() + HOUR);
  }
  connection.exec('PRAGMA foreign_keys = ON');
}

/** Returns the expiry times of the remaining rows by table. */
const endsLeft = () =>
  Object.fromEntries(
    expiringTables().map((table) => {
      const end = columnsOf(table).find(({ name }) => ENDS.includes(name))?.name ?? '';
      return [
        table,
        connection
          .prepare(`SELECT ${end} AS "end" FROM ${table}`)
          .all()
          .map((row) => row.end),
      ];
    }),
  );

const onlyTheLiving = () =>
  Object.fromEntries(expiringTables().map((table) => [table, [core.clock.now() + HOUR]]));

test('deletes expired rows at start, and no others', async () => {
  expect(expiringTables()).toEqual(
    expect.arrayContaining([
      'sessions',
      'password_reset_tokens',
      'email_verification_tokens',
      'passwordless_devices',
    ]),
  );
  addRows();
  await core.close();
  await start();
  expect(endsLeft()).toEqual(onlyTheLiving());
});

test('deletes expired rows hourly', () => {
  addRows();
  jest.advanceTimersByTime(HOUR - 1);
  expect(Object.values(endsLeft())).toContainEqual([core.clock.now() - 1, core.clock.now() + HOUR]);
  jest.advanceTimersByTime(1);
  expect(endsLeft()).toEqual(onlyTheLiving());
});

test('deletes many rows in batches', async () => {
  connection.exec('PRAGMA foreign_keys = OFF; BEGIN');
  for (const table of expiringTables())
    for (let mark = 0; mark < 2500; mark++) addRow(table, mark, core.clock.now() - 1);
  connection.exec('COMMIT; PRAGMA foreign_keys = ON');
  jest.advanceTimersByTime(HOUR);
  const left = () => Object.values(endsLeft()).map((rows) => rows.length);
  expect(new Set(left())).toEqual(new Set([1500]));
  while (left().some((count) => count > 0)) await core.call('GET', '/users/count');
});
