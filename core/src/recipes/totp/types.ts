import type { TotpKey } from '../../crypto/totp.ts';

/** A user's authenticator, valid in all tenants of the app. */
export interface Device extends TotpKey {
  readonly name: string;
  /** Whether the user has entered a code of it. Unverified devices are not accepted. */
  readonly verified: boolean;
}

/** An attempt to use a code, right or wrong. */
export interface Attempt {
  readonly isRight: boolean;
  readonly createdAt: number;
}

/** The right code and until when it may not be used again; null for a wrong code. */
export interface UsedCode {
  readonly code: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}
