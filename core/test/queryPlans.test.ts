import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '../src/db/migrate.ts';
import { registeredSql } from '../src/db/query.ts';
// Loads every store and thereby registers every statement.
import '../src/recipes/index.ts';

/** Statements about all rows of an app or tenant, which an index finds. */
const ABOUT_EVERYTHING = /^(SELECT count\(|DELETE FROM (apps|tenants) )|LIKE tag/;

/** Statements that may scan a whole small table. */
const WHOLE_TABLE = ['SELECT app_id FROM apps ORDER BY app_id'];

/** Tables with few rows per app. */
const SMALL = [
  'apps',
  'tenants',
  'tenant_providers',
  'dashboard_users',
  'roles',
  'signing_keys',
  'refresh_token_keys',
  'tenant_user_counts',
  'app_user_counts',
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

/** Plan steps that scan a table, other than lists passed as JSON. */
const scansOf = (sql: string): string[] =>
  planOf(sql).filter((step) => step.startsWith('SCAN') && !/VIRTUAL TABLE|CONSTANT ROW/.test(step));

/** Plan steps that read all rows of an app or tenant, which is as slow. */
const wholeAppsOf = (sql: string): string[] =>
  planOf(sql).filter((step) => {
    const [, table = '', columns] = /^SEARCH (\w+) .*\((.*)\)$/.exec(step) ?? [];
    return ['app_id=?', 'app_id=? AND tenant_id=?'].includes(columns ?? '') && !SMALL.includes(table);
  });

test.each(registeredSql().map((sql) => [sql.replace(/\s+/g, ' '), sql]))('%s', (_name, sql) => {
  expect(scansOf(sql)).toHaveLength(WHOLE_TABLE.includes(sql) ? 1 : 0);
  if (!ABOUT_EVERYTHING.test(sql)) expect(wholeAppsOf(sql)).toEqual([]);
});

test.each(registeredSql().filter((sql) => /FROM user_search s?\s*WHERE/.test(sql) && sql.includes('text')))(
  'a search reads only the texts that begin like a tag: %s',
  (sql) => {
    expect(planOf(sql)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^SEARCH .*kind=\? AND .*text.*>/)]),
    );
  },
);

test('every statement of a store is covered by this test', () => {
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

test('every foreign key has an index', () => {
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
