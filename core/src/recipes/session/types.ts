import type { JsonObject } from '../../json.ts';

/** A session as it is stored. */
export interface StoredSession {
  readonly handle: string;
  readonly tenantId: string;
  /** As the app knows it, which may be an id that the core has never heard of. */
  readonly recipeUserId: string;
  /** sha256(sha256(refresh token)), in hex: of the token that is current. */
  readonly refreshTokenHash2: string;
  readonly userDataInDatabase: JsonObject;
  readonly userDataInJWT: JsonObject;
  readonly usesStaticKey: boolean;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A session with the user, again as the app knows it, that its login method belongs to now. */
export interface Session extends StoredSession {
  readonly userId: string;
}
