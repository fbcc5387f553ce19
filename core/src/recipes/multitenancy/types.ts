import type { JsonObject } from '../../json.ts';
import type { Settings } from '../../settings.ts';

/** Where a request happens, with the settings that hold there. */
export interface Tenant {
  readonly appId: string;
  readonly tenantId: string;
  readonly settings: Settings;
  readonly rules: LoginRules;
}

/**
 * How people may log in at a tenant. It is said twice: the deprecated endpoints turn recipes on and off, version 2
 * lists factors. Callers of before 5.1 are held to it by the core, since then the SDK heeds it.
 */
export interface LoginRules {
  /** null: nothing is restricted, and answers leave it out. */
  readonly firstFactors: readonly string[] | null;
  /** Never empty: null is none. */
  readonly requiredSecondaryFactors: readonly string[] | null;
  readonly emailPasswordEnabled: boolean;
  readonly thirdPartyEnabled: boolean;
  readonly passwordlessEnabled: boolean;
}

/** A tenant as it is stored and administered. */
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

/** How the SDK logs people in through a third party. The core keeps it, and only looks whether it can be of use. */
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
