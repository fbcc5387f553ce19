import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../errors.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';

const SQLITE_BUSY = 5;

/**
 * synchronous=FULL: a commit is on the disk before the response is sent. locking_mode=EXCLUSIVE: only this
 * process may open the file; the operating system releases the lock when the process ends, so no stale lock
 * remains. mmap_size: memory-mapped reads keep a database of a million users fast; limited because mapped
 * pages count as memory.
 */
const PRAGMAS = [
  'PRAGMA locking_mode = EXCLUSIVE',
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA temp_store = MEMORY',
  'PRAGMA cache_size = -32768',
  'PRAGMA mmap_size = 268435456',
];

/** Opens or creates the database, locks it and applies missing migrations. Throws StartError. */
export function openDatabase(file: string): Database {
  const connection = connect(file);
  try {
    for (const pragma of PRAGMAS) connection.exec(pragma);
    // The first transaction takes the lock.
    connection.exec('BEGIN EXCLUSIVE; COMMIT');
    migrate(connection);
    return new Database(connection);
  } catch (error) {
    connection.close();
    throw asStartError(file, error);
  }
}

function connect(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') createOwnerOnlyFile(file);
    return new DatabaseSync(file);
  } catch (error) {
    throw asStartError(file, error);
  }
}

/** The file contains signing keys and password hashes, so only its owner may read it. */
function createOwnerOnlyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

function asStartError(file: string, error: unknown): unknown {
  if (error instanceof StartError) return error;
  if (sqliteCode(error) === SQLITE_BUSY)
    return new StartError(
      'DATABASE_IN_USE',
      `The database ${file} is in use by another core. Stop it, or choose another file with --data.`,
      { cause: error },
    );
  const reason = error instanceof Error ? error.message : String(error);
  return new StartError('DATABASE_UNUSABLE', `The database ${file} cannot be used: ${reason}.`, {
    cause: error,
  });
}

function sqliteCode(error: unknown): number | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'errcode' in error &&
    typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}
