/** What an authenticator was asked to sign, and in whose name. */
export interface Options {
  readonly id: string;
  readonly challenge: string;
  /** Whose passkey is to be registered; null where somebody signs in. */
  readonly email: string | null;
  readonly relyingPartyId: string;
  readonly relyingPartyName: string;
  readonly origin: string;
  /** "required", "preferred" or "discouraged". */
  readonly userVerification: string;
  /** Whether somebody must be there. */
  readonly userPresence: boolean;
  readonly createdAt: number;
  /** How long they are good for, in milliseconds. */
  readonly timeout: number;
}

export interface InvalidOptions {
  readonly status: 'INVALID_OPTIONS_ERROR';
  readonly reason: string;
}

/** A passkey that somebody has registered. */
export interface Credential {
  readonly id: string;
  readonly relyingPartyId: string;
  readonly recipeUserId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Lets its holder register a passkey for a user whose other ones are lost. */
export interface RecoveryToken {
  readonly userId: string;
  readonly email: string;
  readonly expiresAt: number;
}
