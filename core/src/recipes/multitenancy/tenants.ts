import { configProblem } from '../../config/validation.ts';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { badRequest, forbidden, tenantNotFound } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { ALL_ENABLED, noneIfEmpty } from './factors.ts';
import { PUBLIC } from './names.ts';
import { checkProvider } from './provider.ts';
import {
  addApp,
  appExists,
  findTenant,
  listAppIds,
  listTenants,
  removeApp,
  removeTenant,
  saveTenant,
} from './store.ts';
import type { LoginRules, TenantRecord } from './types.ts';

type Services = Pick<Context, 'db' | 'clock' | 'testing' | 'tenants' | 'lifecycle'>;

/** The values to update, or to create a tenant with. */
export interface TenantUpdate {
  /** undefined leaves the configuration unchanged; a null value removes a setting. */
  readonly coreConfig: JsonObject | undefined;
  readonly loginRulesAfter: (current: LoginRules) => LoginRules;
  /** The initial rules of tenants other than public. */
  readonly initialRules: LoginRules;
}

const UNRESTRICTED: LoginRules = { ...ALL_ENABLED, firstFactors: null, requiredSecondaryFactors: null };

const newTenant = (tenantId: string, initialRules: LoginRules): TenantRecord => ({
  ...(tenantId === PUBLIC ? UNRESTRICTED : initialRules),
  tenantId,
  coreConfig: {},
  providers: [],
});

/** Creates the default tenant of the default app. */
export async function ensurePublicTenant({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  await db.write((tx) => {
    if (appExists(tx, PUBLIC)) return;
    addApp(tx, PUBLIC, clock.now());
    saveTenant(tx, PUBLIC, newTenant(PUBLIC, UNRESTRICTED), clock.now());
  });
}

export const tenantsOf = ({ db }: Pick<Context, 'db'>, appId: string): Promise<TenantRecord[]> =>
  db.read((tx) => listTenants(tx, appId));

export const tenantOf = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  tenantId: string,
): Promise<TenantRecord | null> => db.read((tx) => findTenant(tx, appId, tenantId));

export const appsWithTenants = ({
  db,
}: Pick<Context, 'db'>): Promise<{ appId: string; tenants: TenantRecord[] }[]> =>
  db.read((tx) => listAppIds(tx).map((appId) => ({ appId, tenants: listTenants(tx, appId) })));

export function saveApp(
  services: Services,
  appId: string,
  update: TenantUpdate,
): Promise<{ createdNew: boolean }> {
  return services.db.write((tx) => {
    if (!appExists(tx, appId)) addApp(tx, appId, services.clock.now());
    return applyUpdate(tx, services, appId, PUBLIC, update);
  });
}

export function saveTenantOf(
  services: Services,
  appId: string,
  tenantId: string,
  update: TenantUpdate,
): Promise<{ createdNew: boolean }> {
  return services.db.write((tx) => {
    if (!appExists(tx, appId)) throw tenantNotFound(appId, PUBLIC);
    return applyUpdate(tx, services, appId, tenantId, update);
  });
}

function applyUpdate(
  tx: Tx,
  { clock, testing, tenants }: Services,
  appId: string,
  tenantId: string,
  { coreConfig, loginRulesAfter, initialRules }: TenantUpdate,
): { createdNew: boolean } {
  const found = findTenant(tx, appId, tenantId);
  const current = found ?? newTenant(tenantId, initialRules);
  const rules = loginRulesAfter(current);
  const next: TenantRecord = {
    ...current,
    ...rules,
    requiredSecondaryFactors: noneIfEmpty(rules.requiredSecondaryFactors),
    coreConfig: mergeConfig(current.coreConfig, coreConfig ?? {}),
  };
  checkConfig(tx, appId, next, testing);
  for (const provider of next.providers) checkProvider(provider);
  saveTenant(tx, appId, next, clock.now());
  tenants.forget(appId);
  return { createdNew: found === null };
}

/** Merges settings; null removes a setting. */
function mergeConfig(current: JsonObject, changes: JsonObject): JsonObject {
  const merged = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(changes)) {
    if (value === null && merged.has(key)) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** Throws 400 if the configuration is invalid or conflicts with that of the app. */
function checkConfig(tx: Tx, appId: string, changed: TenantRecord, testing: boolean): void {
  const isApp = changed.tenantId === PUBLIC;
  if (appId === PUBLIC && isApp && Object.keys(changed.coreConfig).length > 0)
    throw badRequest('Cannot modify base config');
  const others = listTenants(tx, appId).filter(({ tenantId }) => tenantId !== changed.tenantId);
  const app = isApp ? changed : others.find(({ tenantId }) => tenantId === PUBLIC);
  const tenants = isApp ? others : [changed];
  const problem = configProblem(
    changed.coreConfig,
    app?.coreConfig ?? {},
    tenants.map(({ coreConfig }) => coreConfig),
    testing,
  );
  if (problem !== null) throw badRequest(`Invalid core config: ${problem}`);
}

export async function dropTenant(services: Services, appId: string, tenantId: string): Promise<boolean> {
  return services.db.write((tx) => {
    services.tenants.forget(appId);
    return removeTenant(tx, appId, tenantId);
  });
}

/** Removes an app and its data. Its tenants must have been removed before, as in the real core. */
export async function dropApp(services: Services, appId: string): Promise<boolean> {
  const didExist = await services.db.write((tx) => {
    if (listTenants(tx, appId).length > 1)
      throw forbidden(
        'Please delete all tenants except the public tenant for this app before calling the delete API',
      );
    services.tenants.forget(appId);
    return removeApp(tx, appId);
  });
  services.lifecycle.appRemoved(appId);
  return didExist;
}
