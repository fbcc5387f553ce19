import type { TenantRecord } from './types.ts';

/** A tenant as version 2 of the tenant endpoints answers it. */
export const tenantToJson = (tenant: TenantRecord): object => ({
  tenantId: tenant.tenantId,
  thirdParty: { providers: [] },
  ...(tenant.firstFactors === null ? {} : { firstFactors: tenant.firstFactors }),
  ...(tenant.requiredSecondaryFactors === null
    ? {}
    : { requiredSecondaryFactors: tenant.requiredSecondaryFactors }),
  coreConfig: tenant.coreConfig,
});
