import { isAtLeast } from '../cdiVersions.ts';
import type { CdiVersion } from '../cdiVersions.ts';
import type { Context } from '../context.ts';
import { onlyPublicTenant, tenantNotFound } from '../errors.ts';
import { PUBLIC } from '../recipes/multitenancy/names.ts';
import type { Tenant } from '../recipes/multitenancy/types.ts';
import type { Address } from './address.ts';
import type { Scope } from './route.ts';

/** The caller's address and CDI version. */
export interface Caller {
  readonly context: Pick<Context, 'tenants'>;
  readonly address: Address;
  readonly cdiVersion: CdiVersion;
}

/**
 * Finds the tenant that a request of this scope is about. Throws 400 if it does not exist, 403 if it may not
 * call.
 */
export function findTenantInScope(
  scope: Exclude<Scope, 'unchecked'>,
  caller: Caller,
  refusesTenantFirst = false,
): Tenant {
  const { appId, tenantId } = caller.address;
  if (scope === 'app' && refusesTenantFirst) requirePublicTenant(caller);
  const wanted = scope === 'tenant' ? tenantId : PUBLIC;
  const tenant = caller.context.tenants.find(appId, wanted);
  if (tenant === null) throw tenantNotFound(appId, wanted);
  if (scope === 'app') requirePublicTenant(caller);
  return tenant;
}

/** App-level routes require the public tenant since CDI 5.0. */
export function requirePublicTenant({ address, cdiVersion }: Pick<Caller, 'address' | 'cdiVersion'>): void {
  if (address.tenantId !== PUBLIC && isAtLeast(cdiVersion, '5.0')) throw onlyPublicTenant();
}
