import type { DatabaseSync } from 'node:sqlite';
import { StartError } from '../errors.ts';
import { writePlannerStatistics } from './statistics.ts';
import { migrations } from './migrations/index.ts';

const CREATE_MIGRATIONS_TABLE = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT`;

/** Applies missing migrations in order, in one transaction: a crash leaves the old schema or the new one. */
export function migrate(connection: DatabaseSync): void {
  connection.exec(CREATE_MIGRATIONS_TABLE);
  const applied = new Set(
    connection
      .prepare('SELECT number FROM schema_migrations')
      .all()
      .map((row) => Number(row.number)),
  );
  refuseNewerSchema(applied);
  const missing = migrations.filter(({ number }) => !applied.has(number));
  if (missing.length === 0) return;

  connection.exec('BEGIN IMMEDIATE');
  const record = connection.prepare('INSERT INTO schema_migrations (number, name) VALUES (?, ?)');
  for (const { number, name, sql } of missing) {
    connection.exec(sql);
    record.run(number, name);
  }
  writePlannerStatistics(connection);
  connection.exec('COMMIT');
}

function refuseNewerSchema(applied: Set<number>): void {
  const known = new Set(migrations.map(({ number }) => number));
  const unknown = [...applied].filter((number) => !known.has(number));
  if (unknown.length === 0) return;
  throw new StartError(
    'DATABASE_TOO_NEW',
    `The database was made by a newer version of this core (its schema has step ${String(unknown[0])}). ` +
      'Update the project, or start with another file.',
  );
}
