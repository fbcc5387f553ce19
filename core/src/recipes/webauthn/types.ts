/** The options of a WebAuthn ceremony. */
export interface Options {
  readonly id: string;
  readonly challenge: string;
  /** The email of the user to register; null for sign-in. */
  readonly email: string | null;
  readonly relyingPartyId: string;
  readonly relyingPartyName: string;
  readonly origin: string;
  /** "required", "preferred" or "discouraged". */
  readonly userVerification: string;
  /** Whether the user must be present. */
  readonly userPresence: boolean;
  readonly createdAt: number;
  /** Milliseconds for which the options are valid. */
  readonly timeout: number;
}

export interface InvalidOptions {
  readonly status: 'INVALID_OPTIONS_ERROR';
  readonly reason: string;
}

/** A registered passkey. */
export interface Credential {
  readonly id: string;
  readonly relyingPartyId: string;
  readonly recipeUserId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A token for registering a new passkey when the others are lost. */
export interface RecoveryToken {
  readonly userId: string;
  readonly email: string;
  readonly expiresAt: number;
}
