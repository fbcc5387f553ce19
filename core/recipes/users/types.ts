/** The ways to log in that make a user. */
export type RecipeId = 'emailpassword' | 'thirdparty' | 'passwordless' | 'webauthn';

export interface ThirdParty {
  readonly id: string;
  readonly userId: string;
}

/** One way to log in, as answers show it. Keys that do not apply are undefined and so left out. */
export interface LoginMethod {
  readonly tenantIds: readonly string[];
  readonly recipeUserId: string;
  readonly verified: boolean;
  readonly timeJoined: number;
  readonly recipeId: RecipeId;
  readonly email?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly thirdParty?: ThirdParty | undefined;
}

/** A user, as answers show it. */
export interface User {
  readonly id: string;
  readonly isPrimaryUser: boolean;
  readonly tenantIds: readonly string[];
  readonly timeJoined: number;
  readonly emails: readonly string[];
  readonly phoneNumbers: readonly string[];
  readonly thirdParty: readonly ThirdParty[];
  readonly webauthn: { readonly credentialIds: readonly string[] };
  /** The oldest first. */
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
