/** The recipes that create users. */
export type RecipeId = 'emailpassword' | 'thirdparty' | 'passwordless' | 'webauthn';

export interface ThirdParty {
  readonly id: string;
  readonly userId: string;
}

/**
 * A way to sign in. Rules use the core's own ids; responses contain external ids where they are mapped (see
 * wire.ts).
 */
export interface LoginMethod {
  readonly recipeUserId: string;
  readonly externalId: string | null;
  readonly tenantIds: readonly string[];
  readonly verified: boolean;
  readonly timeJoined: number;
  readonly recipeId: RecipeId;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly thirdParty: ThirdParty | null;
  /** Ids of its passkeys, oldest first. */
  readonly credentialIds: readonly string[];
}

export interface User {
  readonly id: string;
  readonly externalId: string | null;
  readonly isPrimaryUser: boolean;
  /** Oldest first, never empty. */
  readonly loginMethods: readonly LoginMethod[];
}

export interface NewUser {
  readonly userId: string;
  readonly tenantId: string;
  readonly recipeId: RecipeId;
  readonly timeJoined: number;
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly thirdParty?: ThirdParty;
}
