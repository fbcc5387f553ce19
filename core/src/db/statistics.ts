import type { DatabaseSync } from 'node:sqlite';

/**
 * SQLite chooses indexes by statistics. Without statistics it takes every column as selective and would read
 * all rows of an app to find one user. So the statistics are fixed, whatever the actual data: one app, one
 * tenant and one recipe hold nearly all of a million rows; all other columns are selective.
 */
const ROWS = 1_000_000;
const ROWS_PER_VALUE = 10;
const UNSELECTIVE = ['app_id', 'tenant_id', 'recipe_id'];

export function writePlannerStatistics(connection: DatabaseSync): void {
  // Creates the statistics table. Its contents are replaced, so the analysis can be minimal.
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
    // For a table without rowid, SQLite names the primary key index after the table.
    const name = isPrimaryKey === 1 ? tableName : indexName;
    insert.run(String(tableName), String(name), statisticsOf(names, isUnique === 1));
  }
  connection.exec('ANALYZE sqlite_schema');
}

/**
 * The `stat` column of sqlite_stat1: the number of rows, then the average number of rows with equal values in
 * the first column, the first two columns, and so on.
 */
function statisticsOf(columns: readonly string[], isUnique: boolean): string {
  const alike = columns.map((_, last) => {
    if (isUnique && last === columns.length - 1) return 1;
    return columns.slice(0, last + 1).every((column) => UNSELECTIVE.includes(column)) ? ROWS : ROWS_PER_VALUE;
  });
  return [ROWS, ...alike].join(' ');
}
