import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** What `--data` names if it is not given. */
const DEFAULT_DATA = join(root, '.supertokens', 'core.db');

/**
 * Where the local database keeps its data: where `netlify dev` would, or beside other data of the local core.
 *
 * @param data database file of the local core, or `:memory:`
 */
export function databaseFolder(data = DEFAULT_DATA): string {
  if (data === ':memory:') return data;
  return resolve(data) === DEFAULT_DATA ? join(root, '.netlify', 'db') : `${resolve(data)}.netlify-db`;
}
