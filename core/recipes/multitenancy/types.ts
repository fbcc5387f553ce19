import type { JsonObject } from '../../json.ts';
import type { Settings } from '../../settings.ts';

/** Where a request happens, with the settings that hold there. */
export interface Tenant {
  readonly appId: string;
  readonly tenantId: string;
  readonly settings: Settings;
}

/** A tenant as it is stored and administered. */
export interface TenantRecord {
  readonly tenantId: string;
  readonly coreConfig: JsonObject;
  /** null: nothing is restricted, and answers leave it out. */
  readonly firstFactors: readonly string[] | null;
  readonly requiredSecondaryFactors: readonly string[] | null;
  readonly emailPasswordEnabled: boolean;
  readonly thirdPartyEnabled: boolean;
  readonly passwordlessEnabled: boolean;
}
