/** The ways to log in that make a user. */
export type RecipeId = 'emailpassword' | 'thirdparty' | 'passwordless' | 'webauthn';

export interface ThirdParty {
  readonly id: string;
  readonly userId: string;
}

/**
 * One way to log in. Rules work with our own ids; an app that has mapped them to ids of its own is shown those
 * (see wire.ts), and knows no others.
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
  /** The passkeys of one that logs in by passkey, the oldest first. */
  readonly credentialIds: readonly string[];
}

export interface User {
  readonly id: string;
  readonly externalId: string | null;
  readonly isPrimaryUser: boolean;
  /** The oldest first; never empty. */
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
