import { isJsonObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { factorsOfEnabled } from './factors.ts';
import type { Provider, TenantRecord } from './types.ts';

/** A tenant as version 2 of the endpoints answers it. */
export const tenantToJson = (tenant: TenantRecord): object => ({
  tenantId: tenant.tenantId,
  thirdParty: { providers: tenant.providers.map((provider) => providerToJson(provider)) },
  firstFactors: tenant.firstFactors ?? factorsOfEnabled(tenant) ?? undefined,
  requiredSecondaryFactors: tenant.requiredSecondaryFactors ?? undefined,
  coreConfig: tenant.coreConfig,
});

/** A tenant as the deprecated endpoints answer it. */
export function tenantToOldJson(tenant: TenantRecord): object {
  const { firstFactors, requiredSecondaryFactors, coreConfig } = tenant;
  const hasFirstFactors = firstFactors?.length !== 0;
  return {
    tenantId: tenant.tenantId,
    emailPassword: { enabled: tenant.emailPasswordEnabled && hasFirstFactors },
    thirdParty: {
      enabled: tenant.thirdPartyEnabled && hasFirstFactors,
      providers: tenant.providers.map((provider) => providerToJson(provider)),
    },
    passwordless: { enabled: tenant.passwordlessEnabled && hasFirstFactors },
    firstFactors: hasFirstFactors ? (firstFactors ?? undefined) : undefined,
    requiredSecondaryFactors: requiredSecondaryFactors ?? undefined,
    coreConfig,
  };
}

/** The real core leaves nulls out of what is kept with a client, and shows them in parameters and headers. */
const providerToJson = (provider: Provider): object => ({
  ...provider,
  clients: provider.clients.map((client) => ({
    ...client,
    additionalConfig:
      client.additionalConfig === undefined ? undefined : withoutNulls(client.additionalConfig),
  })),
});

function withoutNulls(object: JsonObject): JsonObject {
  const members = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(members.map(([key, value]) => [key, withoutNullMembers(value ?? null)]));
}

function withoutNullMembers(value: Json): Json {
  if (Array.isArray(value)) return value.map((one) => withoutNullMembers(one));
  return isJsonObject(value) ? withoutNulls(value) : value;
}
