import type { Migration } from './migration.ts';

/** Roles belong to an app, their assignments to a tenant. User ids need not be those of the core's users. */
export const userroles: Migration = {
  number: 90,
  name: 'userroles',
  sql: `
    CREATE TABLE roles (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      role TEXT NOT NULL,
      PRIMARY KEY (app_id, role)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE role_permissions (
      app_id TEXT NOT NULL,
      role TEXT NOT NULL,
      permission TEXT NOT NULL,
      PRIMARY KEY (app_id, role, permission),
      FOREIGN KEY (app_id, role) REFERENCES roles ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX role_permissions_by_permission ON role_permissions (app_id, permission);

    CREATE TABLE user_roles (
      app_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      role TEXT NOT NULL,
      PRIMARY KEY (app_id, user_id, tenant_id, role),
      FOREIGN KEY (app_id, role) REFERENCES roles ON DELETE CASCADE,
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX user_roles_by_role ON user_roles (app_id, role, tenant_id);
    CREATE INDEX user_roles_by_tenant ON user_roles (app_id, tenant_id);
  `,
};
