import type { Context } from '../context.ts';
import { onlyPublicTenant, tenantNotFound } from '../errors.ts';
import { PUBLIC } from '../recipes/multitenancy/names.ts';
import type { Tenant } from '../recipes/multitenancy/types.ts';
import type { Address } from './address.ts';
import type { Scope } from './route.ts';

/** The tenant that a call of this scope is about; refused when it is not there, or may not call. */
export function tenantAt(
  scope: Exclude<Scope, 'unchecked'>,
  { appId, tenantId }: Address,
  { tenants }: Pick<Context, 'tenants'>,
): Tenant {
  if (scope === 'app' && tenantId !== PUBLIC) throw onlyPublicTenant();
  const wanted = scope === 'tenant' ? tenantId : PUBLIC;
  const tenant = tenants.find(appId, wanted);
  if (tenant === null) throw tenantNotFound(appId, wanted);
  return tenant;
}
