import type { Migration } from './migration.ts';

/** The app chooses the user id, which need not be one of the core's users. */
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
