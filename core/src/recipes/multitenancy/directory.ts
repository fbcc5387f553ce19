import type { Database } from '../../db/database.ts';
import type { JsonObject } from '../../json.ts';
import { readSettings } from '../../settings.ts';
import { PUBLIC } from './names.ts';
import { findTenant } from './store.ts';
import type { Tenant } from './types.ts';

/** Finds tenants and their settings, mostly from memory. */
export interface TenantDirectory {
  find(appId: string, tenantId: string): Tenant | null;
  /** Clears the cache of an app. Call it in the transaction that changes one of its tenants. */
  forget(appId: string): void;
}

export function createTenantDirectory(db: Database, baseConfig: JsonObject): TenantDirectory {
  const known = new Map<string, Map<string, Tenant>>();

  const load = (appId: string, tenantId: string): Tenant | null =>
    db.peek((tx) => {
      const app = findTenant(tx, appId, PUBLIC);
      const tenant = findTenant(tx, appId, tenantId);
      if (app === null || tenant === null) return null;
      return {
        appId,
        tenantId,
        settings: readSettings({ ...baseConfig, ...app.coreConfig, ...tenant.coreConfig }),
        rules: tenant,
      };
    });

  return {
    find(appId, tenantId) {
      const found = known.get(appId)?.get(tenantId);
      if (found !== undefined) return found;
      const tenant = load(appId, tenantId);
      // Uncommitted data may be rolled back, so it is not cached.
      if (tenant === null || db.hasUncommittedWrites) return tenant;
      const tenants = known.get(appId) ?? new Map<string, Tenant>();
      known.set(appId, tenants.set(tenantId, tenant));
      return tenant;
    },
    forget(appId) {
      known.delete(appId);
    },
  };
}
