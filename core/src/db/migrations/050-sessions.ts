import type { Migration } from './migration.ts';

/** A session may belong to a user id that the core does not know, so user_id is not a foreign key. */
export const sessions: Migration = {
  number: 50,
  name: 'sessions',
  sql: `
    CREATE TABLE sessions (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      session_handle TEXT NOT NULL,
      recipe_user_id TEXT NOT NULL,
      refresh_token_hash TEXT NOT NULL,
      user_data_in_database TEXT NOT NULL,
      user_data_in_jwt TEXT NOT NULL,
      uses_static_key INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT;
    CREATE UNIQUE INDEX sessions_by_handle ON sessions (app_id, session_handle);
    CREATE INDEX sessions_by_user ON sessions (app_id, recipe_user_id);
    CREATE INDEX sessions_by_tenant ON sessions (app_id, tenant_id);
    CREATE INDEX sessions_by_expiry ON sessions (expires_at);

    CREATE TABLE refresh_token_keys (
      app_id TEXT PRIMARY KEY REFERENCES apps ON DELETE CASCADE,
      key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
