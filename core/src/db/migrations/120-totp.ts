import type { Migration } from './migration.ts';

/** Devices belong to an app, codes to a tenant. User ids need not be those of the core's users. */
export const totp: Migration = {
  number: 120,
  name: 'totp',
  sql: `
    CREATE TABLE totp_devices (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      user_id TEXT NOT NULL,
      device_name TEXT NOT NULL,
      secret TEXT NOT NULL,
      period INTEGER NOT NULL,
      skew INTEGER NOT NULL,
      verified INTEGER NOT NULL,
      PRIMARY KEY (app_id, user_id, device_name)
    ) STRICT, WITHOUT ROWID;

    -- What was tried, in its order. Of what was wrong, only that it was.
    CREATE TABLE totp_used_codes (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      code TEXT,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      kept_until INTEGER NOT NULL,
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX totp_used_codes_by_user ON totp_used_codes (app_id, user_id, tenant_id, created_at);
    CREATE INDEX totp_used_codes_by_tenant ON totp_used_codes (app_id, tenant_id);
    CREATE INDEX totp_used_codes_by_expiry ON totp_used_codes (kept_until);
  `,
};
