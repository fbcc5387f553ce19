import type { Migration } from './migration.ts';

export const userIdMappings: Migration = {
  number: 60,
  name: 'user id mappings',
  sql: `
    CREATE TABLE user_id_mappings (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      user_id TEXT NOT NULL,
      external_user_id TEXT NOT NULL,
      external_user_id_info TEXT,
      PRIMARY KEY (app_id, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX user_id_mappings_by_external_id ON user_id_mappings (app_id, external_user_id);
  `,
};
