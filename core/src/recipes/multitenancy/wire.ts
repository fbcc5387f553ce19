import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import { isJsonObject } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import { isRecipeEnabled, wasRecipeEnabled } from './enabled.ts';
import { factorsOfEnabled, TOGGLED_RECIPES } from './factors.ts';
import type { Provider, TenantRecord } from './types.ts';

/** Converts a tenant to the response of version 2 of the endpoints. */
export const tenantToJson = (tenant: TenantRecord): object => ({
  tenantId: tenant.tenantId,
  thirdParty: { providers: tenant.providers.map((provider) => providerToJson(provider)) },
  firstFactors: tenant.firstFactors ?? factorsOfEnabled(tenant) ?? undefined,
  requiredSecondaryFactors: tenant.requiredSecondaryFactors ?? undefined,
  coreConfig: tenant.coreConfig,
});

/** Converts a tenant to the response of the deprecated endpoints. Callers before CDI 5.0 get no factors. */
export function tenantToOldJson(tenant: TenantRecord, cdiVersion: CdiVersion): object {
  const { firstFactors, requiredSecondaryFactors, coreConfig } = tenant;
  const knowsFactors = isAtLeast(cdiVersion, '5.0');
  const isEnabled = knowsFactors ? isRecipeEnabled : wasRecipeEnabled;
  const [emailPassword, thirdParty, passwordless] = TOGGLED_RECIPES.map((recipe) => ({
    enabled: isEnabled(tenant, recipe),
  }));
  const factors = {
    firstFactors: firstFactors?.length === 0 ? undefined : (firstFactors ?? undefined),
    requiredSecondaryFactors: requiredSecondaryFactors ?? undefined,
  };
  return {
    tenantId: tenant.tenantId,
    emailPassword,
    thirdParty: {
      ...thirdParty,
      providers: tenant.providers.map((provider) => providerToJson(provider)),
    },
    passwordless,
    ...(knowsFactors && factors),
    coreConfig,
  };
}

/** The real core omits nulls in stored clients, but returns them in parameters and headers. */
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
