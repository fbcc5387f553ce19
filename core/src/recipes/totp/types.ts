import type { TotpKey } from '../../crypto/totp.ts';

/** An authenticator of a user, in any tenant of the app. */
export interface Device extends TotpKey {
  readonly name: string;
  /** Whether its user has shown a code of it. Only then does it count. */
  readonly verified: boolean;
}

/** A code that somebody tried, right or wrong. */
export interface Attempt {
  readonly isRight: boolean;
  readonly createdAt: number;
}

/** A right code, and for how long it must not be used again; null for a wrong one. */
export interface UsedCode {
  readonly code: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}
