import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import { readJsonObject } from '../../json.ts';
import type { Provider, TenantRecord } from './types.ts';

interface TenantRow {
  tenant_id: string;
  core_config: string;
  first_factors: string | null;
  required_secondary_factors: string | null;
  email_password_enabled: number;
  third_party_enabled: number;
  passwordless_enabled: number;
  providers: string;
}

const COLUMNS =
  'tenant_id, core_config, first_factors, required_secondary_factors, ' +
  'email_password_enabled, third_party_enabled, passwordless_enabled';

const PROVIDERS = `(SELECT json_group_array(json(config) ORDER BY third_party_id) FROM tenant_providers
  WHERE tenant_providers.app_id = tenants.app_id AND tenant_providers.tenant_id = tenants.tenant_id) AS providers`;

const appById = new Query<{ app_id: string }>('SELECT app_id FROM apps WHERE app_id = ?');
const allApps = new Query<{ app_id: string }>('SELECT app_id FROM apps ORDER BY app_id');
const insertApp = new Query('INSERT INTO apps (app_id, created_at) VALUES (?, ?)');
const deleteApp = new Query('DELETE FROM apps WHERE app_id = ?');
const tenantById = new Query<TenantRow>(
  `SELECT ${COLUMNS}, ${PROVIDERS} FROM tenants WHERE app_id = ? AND tenant_id = ?`,
);
const tenantsOfApp = new Query<TenantRow>(
  `SELECT ${COLUMNS}, ${PROVIDERS} FROM tenants WHERE app_id = ? ORDER BY tenant_id`,
);
const deleteTenant = new Query('DELETE FROM tenants WHERE app_id = ? AND tenant_id = ?');
const upsertTenant = new Query(
  `INSERT INTO tenants (app_id, ${COLUMNS}, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET
     core_config = excluded.core_config,
     first_factors = excluded.first_factors,
     required_secondary_factors = excluded.required_secondary_factors,
     email_password_enabled = excluded.email_password_enabled,
     third_party_enabled = excluded.third_party_enabled,
     passwordless_enabled = excluded.passwordless_enabled`,
);
const upsertProvider = new Query(
  `INSERT INTO tenant_providers (app_id, tenant_id, third_party_id, config) VALUES (?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET config = excluded.config`,
);
const deleteProvider = new Query(
  'DELETE FROM tenant_providers WHERE app_id = ? AND tenant_id = ? AND third_party_id = ?',
);
const insertMember = new Query(
  `INSERT INTO login_method_tenants (app_id, recipe_user_id, tenant_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
);
const deleteMember = new Query(
  'DELETE FROM login_method_tenants WHERE app_id = ? AND recipe_user_id = ? AND tenant_id = ?',
);

export const appExists = (tx: Tx, appId: string): boolean => appById.get(tx, appId) !== undefined;

export const listAppIds = (tx: Tx): string[] => allApps.all(tx).map((row) => row.app_id);

export function addApp(tx: Tx, appId: string, now: number): void {
  insertApp.run(tx, appId, now);
}

export const removeApp = (tx: Tx, appId: string): boolean => deleteApp.run(tx, appId) > 0;

export function findTenant(tx: Tx, appId: string, tenantId: string): TenantRecord | null {
  const row = tenantById.get(tx, appId, tenantId);
  return row === undefined ? null : toRecord(row);
}

export const listTenants = (tx: Tx, appId: string): TenantRecord[] =>
  tenantsOfApp.all(tx, appId).map((row) => toRecord(row));

export const removeTenant = (tx: Tx, appId: string, tenantId: string): boolean =>
  deleteTenant.run(tx, appId, tenantId) > 0;

/** Saves a tenant without its providers. */
export function saveTenant(tx: Tx, appId: string, tenant: TenantRecord, now: number): void {
  upsertTenant.run(
    tx,
    appId,
    tenant.tenantId,
    JSON.stringify(tenant.coreConfig),
    toText(tenant.firstFactors),
    toText(tenant.requiredSecondaryFactors),
    Number(tenant.emailPasswordEnabled),
    Number(tenant.thirdPartyEnabled),
    Number(tenant.passwordlessEnabled),
    now,
  );
}

export function saveProvider(tx: Tx, appId: string, tenantId: string, provider: Provider): void {
  upsertProvider.run(tx, appId, tenantId, provider.thirdPartyId, JSON.stringify(provider));
}

/** Returns false if there was none. */
export const removeProvider = (tx: Tx, appId: string, tenantId: string, thirdPartyId: string): boolean =>
  deleteProvider.run(tx, appId, tenantId, thirdPartyId) > 0;

/** Adds a login method to a tenant. Returns false if it was a member already. */
export const addMember = (tx: Tx, appId: string, tenantId: string, recipeUserId: string): boolean =>
  insertMember.run(tx, appId, recipeUserId, tenantId) > 0;

/** Returns false if it was not a member. */
export const removeMember = (tx: Tx, appId: string, tenantId: string, recipeUserId: string): boolean =>
  deleteMember.run(tx, appId, recipeUserId, tenantId) > 0;

const toText = (factors: readonly string[] | null): string | null =>
  factors === null ? null : JSON.stringify(factors);

const toFactors = (text: string | null): string[] | null =>
  text === null ? null : (JSON.parse(text) as string[]);

const toRecord = (row: TenantRow): TenantRecord => ({
  tenantId: row.tenant_id,
  coreConfig: readJsonObject(row.core_config),
  firstFactors: toFactors(row.first_factors),
  requiredSecondaryFactors: toFactors(row.required_secondary_factors),
  emailPasswordEnabled: row.email_password_enabled === 1,
  thirdPartyEnabled: row.third_party_enabled === 1,
  passwordlessEnabled: row.passwordless_enabled === 1,
  providers: JSON.parse(row.providers) as Provider[],
});
