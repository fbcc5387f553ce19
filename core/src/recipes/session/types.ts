import type { JsonObject } from '../../json.ts';

/** A session as stored. */
export interface StoredSession {
  readonly handle: string;
  readonly tenantId: string;
  /** The id that the app knows, which need not belong to a user of the core. */
  readonly recipeUserId: string;
  /** sha256(sha256(current refresh token)) in hex. */
  readonly refreshTokenHash2: string;
  readonly userDataInDatabase: JsonObject;
  readonly userDataInJWT: JsonObject;
  readonly usesStaticKey: boolean;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A session and the user that its login method belongs to, by the id that the app knows. */
export interface Session extends StoredSession {
  readonly userId: string;
}
