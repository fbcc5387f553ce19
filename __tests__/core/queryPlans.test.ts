/** @jest-environment node */
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '@/core/db/migrate.ts';
import { registeredSql } from '@/core/db/query.ts';
// Loads every store, and with it every statement.
import '@/core/recipes/index.ts';

/** Statements that read a whole table on purpose, none of them on a path that a user waits for. */
const WHOLE_TABLE = ['SELECT app_id FROM apps ORDER BY app_id'];

const connection = new DatabaseSync(':memory:');
migrate(connection);

afterAll(() => {
  connection.close();
});

/** The steps of a plan that read a table from end to end. The lists that we hand over as JSON do not count. */
function scans(sql: string): string[] {
  const steps = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
  return steps
    .map((step) => String(step.detail))
    .filter((detail) => detail.startsWith('SCAN') && !/VIRTUAL TABLE|CONSTANT ROW/.test(detail));
}

test.each(registeredSql().map((sql) => [sql.replace(/\s+/g, ' '), sql]))(
  'finds its rows by an index: %s',
  (_name, sql) => {
    if (WHOLE_TABLE.includes(sql)) expect(scans(sql)).toHaveLength(1);
    else expect(scans(sql)).toEqual([]);
  },
);

test('rows that reference another table are found by an index when what they reference goes', () => {
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  for (const { name } of tables) {
    for (const columns of foreignKeysOf(String(name))) {
      const condition = columns.map((column) => `${column} = 'x'`).join(' AND ');
      expect(scans(`SELECT 1 FROM ${String(name)} WHERE ${condition}`)).toEqual([]);
    }
  }
});

function foreignKeysOf(table: string): string[][] {
  const rows = connection.prepare('SELECT id, "from" FROM pragma_foreign_key_list(?)').all(table);
  return [...Map.groupBy(rows, (row) => row.id).values()].map((key) => key.map((row) => String(row.from)));
}
