import type { Migration } from './migration.ts';

/** Providers are read and written as a whole, so each is stored as JSON. */
export const tenantProviders: Migration = {
  number: 140,
  name: 'tenant-providers',
  sql: `
    CREATE TABLE tenant_providers (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      third_party_id TEXT NOT NULL,
      config TEXT NOT NULL,
      PRIMARY KEY (app_id, tenant_id, third_party_id),
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
  `,
};
