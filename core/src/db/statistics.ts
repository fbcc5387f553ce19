import type { DatabaseSync } from 'node:sqlite';

/**
 * SQLite chooses its indexes by statistics. Without any it takes every column for selective, and would then find
 * one user by reading all the rows of an app. So it is told what the data looks like, whatever it looks like
 * today: one app, one tenant of it and one recipe hold nearly all of a million rows; anything else tells rows apart.
 */
const ROWS = 1_000_000;
const ROWS_ALIKE = 10;
const UNSELECTIVE = ['app_id', 'tenant_id', 'recipe_id'];

export function describeData(connection: DatabaseSync): void {
  // Makes the table of statistics; what it would find in it is not wanted, so it need not look far.
  connection.exec('PRAGMA analysis_limit = 1; ANALYZE; DELETE FROM sqlite_stat1');
  const insert = connection.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
  const indexes = connection
    .prepare(
      `SELECT t.name AS tableName, i.name AS indexName, i."unique" AS isUnique, i.origin = 'pk' AS isPrimaryKey,
         (SELECT json_group_array(c.name ORDER BY c.seqno) FROM pragma_index_info(i.name) c) AS columns
       FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`,
    )
    .all();
  for (const { tableName, indexName, isUnique, isPrimaryKey, columns } of indexes) {
    const names = JSON.parse(String(columns)) as string[];
    // The primary key of a table without rowid is the table itself, and goes by its name.
    const name = isPrimaryKey === 1 ? tableName : indexName;
    insert.run(String(tableName), String(name), statisticsOf(names, isUnique === 1));
  }
  connection.exec('ANALYZE sqlite_schema');
}

/** The number of rows, and how many of them are alike in the first column, the first two, and so on. */
function statisticsOf(columns: readonly string[], isUnique: boolean): string {
  const alike = columns.map((_, last) => {
    if (isUnique && last === columns.length - 1) return 1;
    return columns.slice(0, last + 1).every((column) => UNSELECTIVE.includes(column)) ? ROWS : ROWS_ALIKE;
  });
  return [ROWS, ...alike].join(' ');
}
