import type { Migration } from './migration.ts';

export const tenants: Migration = {
  number: 10,
  name: 'tenants',
  sql: `
    CREATE TABLE apps (
      app_id TEXT PRIMARY KEY,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tenants (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      tenant_id TEXT NOT NULL,
      core_config TEXT NOT NULL,
      first_factors TEXT,
      required_secondary_factors TEXT,
      email_password_enabled INTEGER NOT NULL,
      third_party_enabled INTEGER NOT NULL,
      passwordless_enabled INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      PRIMARY KEY (app_id, tenant_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
