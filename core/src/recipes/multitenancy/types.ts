import type { JsonObject } from '../../json.ts';
import type { Settings } from '../../settings.ts';

/** A tenant and its settings. */
export interface Tenant {
  readonly appId: string;
  readonly tenantId: string;
  readonly settings: Settings;
  readonly rules: LoginRules;
}

/**
 * How users may sign in to a tenant. Stored twice: the deprecated endpoints enable and disable recipes,
 * version 2 lists factors. The core enforces it for callers before CDI 5.1, afterwards the SDK does.
 */
export interface LoginRules {
  /** null: unrestricted; omitted from responses. */
  readonly firstFactors: readonly string[] | null;
  /** Never empty; null means none. */
  readonly requiredSecondaryFactors: readonly string[] | null;
  readonly emailPasswordEnabled: boolean;
  readonly thirdPartyEnabled: boolean;
  readonly passwordlessEnabled: boolean;
}

/** A tenant as stored. */
export interface TenantRecord extends LoginRules {
  readonly tenantId: string;
  readonly coreConfig: JsonObject;
  readonly providers: readonly Provider[];
}

export interface ProviderClient {
  readonly clientType?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly scope?: readonly (string | null)[];
  readonly forcePKCE?: boolean;
  readonly additionalConfig?: JsonObject;
}

export interface ClaimNames {
  readonly userId?: string;
  readonly email?: string;
  readonly emailVerified?: string;
}

/** A third-party provider. The core only stores and validates it; the SDK uses it. */
export interface Provider {
  readonly thirdPartyId: string;
  readonly name?: string;
  readonly clients: readonly ProviderClient[];
  readonly authorizationEndpoint?: string;
  readonly authorizationEndpointQueryParams?: JsonObject;
  readonly tokenEndpoint?: string;
  readonly tokenEndpointBodyParams?: JsonObject;
  readonly userInfoEndpoint?: string;
  readonly userInfoEndpointQueryParams?: JsonObject;
  readonly userInfoEndpointHeaders?: JsonObject;
  readonly jwksURI?: string;
  readonly oidcDiscoveryEndpoint?: string;
  readonly requireEmail?: boolean;
  readonly userInfoMap: { readonly fromIdTokenPayload: ClaimNames; readonly fromUserInfoAPI: ClaimNames };
}
