import { Query } from './query.ts';

/**
 * Deletes rows of a table that ended before a time, the longest ended first and so many at most: the two values that
 * it is run with. `key` is the primary key, or `rowid`.
 */
export const removalOfExpired = (table: string, key: string, end = 'expires_at') =>
  new Query(
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${end} < ? ORDER BY ${end} LIMIT ?)`,
  );
