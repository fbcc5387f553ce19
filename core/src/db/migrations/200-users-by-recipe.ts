import type { Migration } from './migration.ts';

/**
 * Sorts the listing by recipe too, so that pages and counts per recipe do not scan all users. Rows with an
 * empty recipe list all users.
 */
export const usersByRecipe: Migration = {
  number: 200,
  name: 'users by recipe',
  sql: `
    CREATE TABLE listed_users (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      recipe_id TEXT NOT NULL,
      time_joined INTEGER NOT NULL,
      user_id TEXT NOT NULL,
      PRIMARY KEY (app_id, tenant_id, recipe_id, time_joined, user_id),
      FOREIGN KEY (app_id, user_id) REFERENCES users ON DELETE CASCADE,
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO listed_users SELECT app_id, tenant_id, '', time_joined, user_id FROM tenant_users;
    INSERT INTO listed_users
      SELECT DISTINCT u.app_id, u.tenant_id, m.recipe_id, u.time_joined, u.user_id FROM tenant_users u
      JOIN login_methods m ON m.app_id = u.app_id AND m.user_id = u.user_id
      JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
        AND t.tenant_id = u.tenant_id;
    DROP TABLE tenant_users;
    ALTER TABLE listed_users RENAME TO tenant_users;
    CREATE INDEX tenant_users_by_user ON tenant_users (app_id, user_id);
  `,
};
