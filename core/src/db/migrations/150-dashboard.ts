import type { Migration } from './migration.ts';

/** Users of an app's dashboard. They are separate from the app's users. */
export const dashboard: Migration = {
  number: 150,
  name: 'dashboard',
  sql: `
    CREATE TABLE dashboard_users (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      user_id TEXT NOT NULL,
      email TEXT NOT NULL,
      password_hash TEXT NOT NULL,
      time_joined INTEGER NOT NULL,
      PRIMARY KEY (app_id, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX dashboard_users_by_email ON dashboard_users (app_id, email);

    CREATE TABLE dashboard_sessions (
      app_id TEXT NOT NULL,
      session_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (app_id, session_id),
      FOREIGN KEY (app_id, user_id) REFERENCES dashboard_users ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX dashboard_sessions_by_user ON dashboard_sessions (app_id, user_id);
    CREATE INDEX dashboard_sessions_by_expiry ON dashboard_sessions (expires_at);
  `,
};
