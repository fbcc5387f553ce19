import type { Migration } from './migration.ts';

/** Kept under whatever id the app gives, which need not be that of a user of ours. */
export const usermetadata: Migration = {
  number: 80,
  name: 'usermetadata',
  sql: `
    CREATE TABLE user_metadata (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      user_id TEXT NOT NULL,
      metadata TEXT NOT NULL,
      PRIMARY KEY (app_id, user_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
