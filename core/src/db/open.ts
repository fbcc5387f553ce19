import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../errors.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';

const BUSY = 5;

/**
 * FULL: a commit is on the disk before it is answered. EXCLUSIVE: this process alone owns the file, and the
 * operating system drops the lock when the process dies, however it dies, so no stale lock is ever left. The map spares
 * a million users most of the reads that a thousand do not need, and is no larger since what is mapped counts as memory.
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

/** Opens (or makes) the database, takes its lock and brings its schema up to date. */
export function openDatabase(file: string): Database {
  const connection = connect(file);
  try {
    for (const pragma of PRAGMAS) connection.exec(pragma);
    // The lock is only taken by the first transaction.
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
    if (file !== ':memory:') makePrivately(file);
    return new DatabaseSync(file);
  } catch (error) {
    throw asStartError(file, error);
  }
}

/** It will hold signing keys and password hashes: nobody else on the machine may read it. */
function makePrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

function asStartError(file: string, error: unknown): unknown {
  if (error instanceof StartError) return error;
  if (sqliteCode(error) === BUSY)
    return new StartError(
      'DATABASE_IN_USE',
      `The database ${file} is in use by another core. Stop that one, or give this one a file of its own with --data.`,
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
