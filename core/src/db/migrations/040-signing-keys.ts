import type { Migration } from './migration.ts';

export const signingKeys: Migration = {
  number: 40,
  name: 'signing keys',
  sql: `
    CREATE TABLE signing_keys (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      key_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('dynamic', 'static')),
      created_at INTEGER NOT NULL,
      private_jwk TEXT NOT NULL,
      PRIMARY KEY (app_id, key_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
