import type { Migration } from './migration.ts';

export const emailpassword: Migration = {
  number: 30,
  name: 'emailpassword',
  sql: `
    CREATE TABLE passwords (
      app_id TEXT NOT NULL,
      recipe_user_id TEXT NOT NULL,
      password_hash TEXT NOT NULL,
      PRIMARY KEY (app_id, recipe_user_id),
      FOREIGN KEY (app_id, recipe_user_id) REFERENCES login_methods ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE password_reset_tokens (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      token_hash TEXT NOT NULL,
      user_id TEXT NOT NULL,
      email TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (app_id, token_hash)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX password_reset_tokens_by_user ON password_reset_tokens (app_id, user_id);
    CREATE INDEX password_reset_tokens_by_expiry ON password_reset_tokens (expires_at);
  `,
};
