import type { Migration } from './migration.ts';

/** The bit of each recipe in a set of recipes. */
const RECIPE_BITS = { emailpassword: 1, thirdparty: 2, passwordless: 4, webauthn: 8 };

const hasRecipe = (recipe: string) =>
  `EXISTS (SELECT 1 FROM tenant_users r WHERE r.app_id = tenant_users.app_id AND r.tenant_id = tenant_users.tenant_id
     AND r.recipe_id = '${recipe}' AND r.time_joined = tenant_users.time_joined AND r.user_id = tenant_users.user_id)`;

const setOfTenantUser = Object.entries(RECIPE_BITS)
  .map(([recipe, bit]) => `${bit} * ${hasRecipe(recipe)}`)
  .join(' + ');

/** The recipes of a user in all tenants; 0 for a user without a tenant. */
const setOfUser = (appId: string, userId: string) =>
  `coalesce((SELECT ${Object.values(RECIPE_BITS)
    .map((bit) => `max(t.recipes & ${bit})`)
    .join(' + ')} FROM tenant_users t WHERE t.app_id = ${appId} AND t.user_id = ${userId}
     AND t.recipe_id = ''), 0)`;

/** A trigger runs these while an app or tenant is being removed, too: then there is nothing to count in. */
const addToTenant = `INSERT INTO tenant_user_counts SELECT app_id, tenant_id, NEW.recipes, 1 FROM tenants
  WHERE app_id = NEW.app_id AND tenant_id = NEW.tenant_id ON CONFLICT DO UPDATE SET count = count + 1;`;
const addToApp = `INSERT INTO app_user_counts SELECT app_id, NEW.recipes, 1 FROM apps
  WHERE app_id = NEW.app_id AND NEW.recipes > 0 ON CONFLICT DO UPDATE SET count = count + 1;`;
const removeFromApp =
  'UPDATE app_user_counts SET count = count - 1 WHERE app_id = OLD.app_id AND recipes = OLD.recipes;';
const setRecipes = (row: 'NEW' | 'OLD') =>
  `UPDATE users SET recipes = ${setOfUser(`${row}.app_id`, `${row}.user_id`)}
   WHERE app_id = ${row}.app_id AND user_id = ${row}.user_id;`;

const HOUR_MS = 60 * 60 * 1000;
const addToHour = `INSERT INTO active_user_counts SELECT app_id, NEW.last_active_at / ${HOUR_MS}, 1 FROM apps
  WHERE app_id = NEW.app_id ON CONFLICT DO UPDATE SET count = count + 1;`;
const removeFromHour = `UPDATE active_user_counts SET count = count - 1
  WHERE app_id = OLD.app_id AND hour = OLD.last_active_at / ${HOUR_MS};`;

/**
 * Counts users by the set of their recipes and active users by hour, and indexes the texts that a search
 * finds: each email from its start and from each @. Without them, a count or search reads all users.
 */
export const userSearch: Migration = {
  number: 210,
  name: 'user search and counts',
  sql: `
    ALTER TABLE tenant_users ADD COLUMN recipes INTEGER NOT NULL DEFAULT 0;
    UPDATE tenant_users SET recipes = ${setOfTenantUser} WHERE recipe_id = '';
    ALTER TABLE users ADD COLUMN recipes INTEGER NOT NULL DEFAULT 0;
    UPDATE users SET recipes = ${setOfUser('users.app_id', 'users.user_id')};

    CREATE TABLE tenant_user_counts (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      recipes INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (app_id, tenant_id, recipes),
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO tenant_user_counts SELECT app_id, tenant_id, recipes, count(*) FROM tenant_users
      WHERE recipe_id = '' GROUP BY app_id, tenant_id, recipes;
    CREATE TRIGGER tenant_user_added AFTER INSERT ON tenant_users WHEN NEW.recipe_id = ''
      BEGIN ${addToTenant} ${setRecipes('NEW')} END;
    CREATE TRIGGER tenant_user_removed AFTER DELETE ON tenant_users WHEN OLD.recipe_id = ''
      BEGIN UPDATE tenant_user_counts SET count = count - 1
        WHERE app_id = OLD.app_id AND tenant_id = OLD.tenant_id AND recipes = OLD.recipes; ${setRecipes('OLD')} END;

    CREATE TABLE app_user_counts (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      recipes INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (app_id, recipes)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO app_user_counts SELECT app_id, recipes, count(*) FROM users
      WHERE recipes > 0 GROUP BY app_id, recipes;
    CREATE TRIGGER user_recipes_changed AFTER UPDATE OF recipes ON users WHEN NEW.recipes <> OLD.recipes
      BEGIN ${removeFromApp} ${addToApp} END;
    CREATE TRIGGER user_removed AFTER DELETE ON users BEGIN ${removeFromApp} END;

    CREATE TABLE active_user_counts (
      app_id TEXT NOT NULL REFERENCES apps ON DELETE CASCADE,
      hour INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (app_id, hour)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO active_user_counts SELECT app_id, last_active_at / ${HOUR_MS}, count(*) FROM active_users
      GROUP BY app_id, last_active_at / ${HOUR_MS};
    CREATE TRIGGER active_user_added AFTER INSERT ON active_users BEGIN ${addToHour} END;
    CREATE TRIGGER active_user_changed AFTER UPDATE OF last_active_at ON active_users
      WHEN NEW.last_active_at / ${HOUR_MS} <> OLD.last_active_at / ${HOUR_MS} BEGIN ${removeFromHour} ${addToHour} END;
    CREATE TRIGGER active_user_removed AFTER DELETE ON active_users BEGIN ${removeFromHour} END;

    CREATE TABLE user_search (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      text TEXT NOT NULL COLLATE NOCASE,
      time_joined INTEGER NOT NULL,
      user_id TEXT NOT NULL,
      recipe_user_id TEXT NOT NULL,
      PRIMARY KEY (app_id, tenant_id, kind, text, time_joined, user_id, recipe_user_id),
      FOREIGN KEY (app_id, user_id) REFERENCES users ON DELETE CASCADE,
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO user_search
      WITH RECURSIVE texts (app_id, recipe_user_id, kind, text) AS (
        SELECT app_id, recipe_user_id, 'email', email FROM login_methods WHERE email IS NOT NULL
        UNION ALL SELECT app_id, recipe_user_id, 'phone', phone_number FROM login_methods
          WHERE phone_number IS NOT NULL
        UNION ALL SELECT app_id, recipe_user_id, 'provider', third_party_id FROM login_methods
          WHERE third_party_id IS NOT NULL
        UNION ALL SELECT app_id, recipe_user_id, kind, substr(text, instr(text, '@') + 1) FROM texts
          WHERE kind = 'email' AND instr(text, '@') > 0)
      SELECT u.app_id, u.tenant_id, x.kind, x.text, u.time_joined, u.user_id, x.recipe_user_id FROM texts x
      JOIN login_methods m ON m.app_id = x.app_id AND m.recipe_user_id = x.recipe_user_id
      JOIN login_method_tenants t ON t.app_id = m.app_id AND t.recipe_user_id = m.recipe_user_id
      JOIN tenant_users u ON u.app_id = m.app_id AND u.user_id = m.user_id AND u.tenant_id = t.tenant_id
        AND u.recipe_id = '' ORDER BY 1, 2, 3, 4;
    CREATE INDEX user_search_by_user ON user_search (app_id, user_id);
  `,
};
