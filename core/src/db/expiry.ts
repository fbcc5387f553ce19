import { Query } from './query.ts';

/**
 * Creates a query that deletes expired rows, oldest first. Its two values are the time in milliseconds and
 * the maximum number of rows.
 *
 * @param key the primary key columns, or `rowid`
 */
export const deleteExpiredQuery = (table: string, key: string, end = 'expires_at') =>
  new Query(
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${end} < ? ORDER BY ${end} LIMIT ?)`,
  );
