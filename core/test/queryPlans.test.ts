/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '../src/db/migrate.ts';
import { registeredSql } from '../src/db/query.ts';
// Loads every store, and with it every statement.
import '../src/recipes/index.ts';

/** Statements that are about all of an app or a tenant; an index leads them to it. */
const ABOUT_EVERYTHING = /^(SELECT count\(|DELETE FROM (apps|tenants) )|LIKE tag/;

/** Administration reads the whole of a table that is small. */
const WHOLE_TABLE = ['SELECT app_id FROM apps ORDER BY app_id'];

/** An app has a handful of rows in these. */
const SMALL = [
  'apps',
  'tenants',
  'tenant_providers',
  'dashboard_users',
  'roles',
  'signing_keys',
  'refresh_token_keys',
];

const connection = new DatabaseSync(':memory:');
migrate(connection);

afterAll(() => {
  connection.close();
});

const planOf = (sql: string): string[] =>
  connection
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((step) => String(step.detail));

/** Steps that read a table from end to end. The lists that we hand over as JSON do not count. */
const scansOf = (sql: string): string[] =>
  planOf(sql).filter((step) => step.startsWith('SCAN') && !/VIRTUAL TABLE|CONSTANT ROW/.test(step));

/** Steps that read all that a table holds of one app or tenant, which comes to the same. */
const wholeAppsOf = (sql: string): string[] =>
  planOf(sql).filter((step) => {
    const [, table = '', columns] = /^SEARCH (\w+) .*\((.*)\)$/.exec(step) ?? [];
    return ['app_id=?', 'app_id=? AND tenant_id=?'].includes(columns ?? '') && !SMALL.includes(table);
  });

test.each(registeredSql().map((sql) => [sql.replace(/\s+/g, ' '), sql]))('%s', (_name, sql) => {
  expect(scansOf(sql)).toHaveLength(WHOLE_TABLE.includes(sql) ? 1 : 0);
  if (!ABOUT_EVERYTHING.test(sql)) expect(wholeAppsOf(sql)).toEqual([]);
});

test('a store has no statement that is not explained here', () => {
  const recipes = join(__dirname, '..', 'src', 'recipes');
  const files = readdirSync(recipes, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    const code = readFileSync(join(recipes, file), 'utf8');
    expect([file, /\.(prepare|exec)\(\s*['"`]/.test(code)]).toEqual([file, false]);
  }
});

test('rows that reference another table are found by an index when what they reference goes', () => {
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  for (const { name } of tables) {
    for (const columns of foreignKeysOf(String(name))) {
      const condition = columns.map((column) => `${column} = 'x'`).join(' AND ');
      expect(scansOf(`SELECT 1 FROM ${String(name)} WHERE ${condition}`)).toEqual([]);
    }
  }
});

function foreignKeysOf(table: string): string[][] {
  const rows = connection.prepare('SELECT id, "from" FROM pragma_foreign_key_list(?)').all(table);
  return [...Map.groupBy(rows, (row) => row.id).values()].map((key) => key.map((row) => String(row.from)));
}
