import type { Migration } from './migration.ts';

/**
 * A user has one or more login methods; before linking, exactly one with the same id. tenant_users duplicates
 * data of the other tables, sorted for listing; users/store.ts keeps it up to date.
 */
export const users: Migration = {
  number: 20,
  name: 'users',
  sql: `
    CREATE TABLE users (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      user_id TEXT NOT NULL,
      is_primary INTEGER NOT NULL,
      PRIMARY KEY (app_id, user_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE login_methods (
      app_id TEXT NOT NULL,
      recipe_user_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      recipe_id TEXT NOT NULL,
      time_joined INTEGER NOT NULL,
      email TEXT,
      phone_number TEXT,
      third_party_id TEXT,
      third_party_user_id TEXT,
      PRIMARY KEY (app_id, recipe_user_id),
      FOREIGN KEY (app_id, user_id) REFERENCES users ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX login_methods_by_user ON login_methods (app_id, user_id);
    CREATE INDEX login_methods_by_email ON login_methods (app_id, email) WHERE email IS NOT NULL;
    CREATE INDEX login_methods_by_phone_number ON login_methods (app_id, phone_number)
      WHERE phone_number IS NOT NULL;
    CREATE INDEX login_methods_by_third_party ON login_methods (app_id, third_party_id, third_party_user_id)
      WHERE third_party_id IS NOT NULL;

    CREATE TABLE login_method_tenants (
      app_id TEXT NOT NULL,
      recipe_user_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      PRIMARY KEY (app_id, recipe_user_id, tenant_id),
      FOREIGN KEY (app_id, recipe_user_id) REFERENCES login_methods ON DELETE CASCADE,
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX login_method_tenants_by_tenant ON login_method_tenants (app_id, tenant_id);

    CREATE TABLE tenant_users (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      time_joined INTEGER NOT NULL,
      user_id TEXT NOT NULL,
      PRIMARY KEY (app_id, tenant_id, time_joined, user_id),
      FOREIGN KEY (app_id, user_id) REFERENCES users ON DELETE CASCADE,
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tenant_users_by_user ON tenant_users (app_id, user_id);

    CREATE TABLE verified_emails (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      user_id TEXT NOT NULL,
      email TEXT NOT NULL,
      PRIMARY KEY (app_id, user_id, email)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE active_users (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      user_id TEXT NOT NULL,
      last_active_at INTEGER NOT NULL,
      PRIMARY KEY (app_id, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX active_users_by_time ON active_users (app_id, last_active_at);
  `,
};
