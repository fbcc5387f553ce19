import type { Migration } from './migration.ts';

/** These tables have a rowid so that devices and codes are listed in insertion order. */
export const passwordless: Migration = {
  number: 110,
  name: 'passwordless',
  sql: `
    CREATE TABLE passwordless_devices (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      device_id_hash TEXT NOT NULL,
      email TEXT,
      phone_number TEXT,
      link_code_salt TEXT NOT NULL,
      failed_attempts INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT;
    CREATE UNIQUE INDEX passwordless_devices_by_hash ON passwordless_devices (app_id, tenant_id, device_id_hash);
    CREATE INDEX passwordless_devices_by_email ON passwordless_devices (app_id, email, tenant_id)
      WHERE email IS NOT NULL;
    CREATE INDEX passwordless_devices_by_phone_number ON passwordless_devices (app_id, phone_number, tenant_id)
      WHERE phone_number IS NOT NULL;
    CREATE INDEX passwordless_devices_by_expiry ON passwordless_devices (expires_at);

    CREATE TABLE passwordless_codes (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      code_id TEXT NOT NULL,
      device_id_hash TEXT NOT NULL,
      link_code_hash TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      FOREIGN KEY (app_id, tenant_id, device_id_hash)
        REFERENCES passwordless_devices (app_id, tenant_id, device_id_hash) ON DELETE CASCADE
    ) STRICT;
    CREATE UNIQUE INDEX passwordless_codes_by_id ON passwordless_codes (app_id, tenant_id, code_id);
    CREATE UNIQUE INDEX passwordless_codes_by_link_code ON passwordless_codes (app_id, tenant_id, link_code_hash);
    CREATE INDEX passwordless_codes_by_device ON passwordless_codes (app_id, tenant_id, device_id_hash);
  `,
};
