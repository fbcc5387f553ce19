import type { SignInMethod } from '../../../config/signInMethods.ts';

/** A way to sign in that has become part of an account. */
export interface LinkedMethod {
  /** Undefined for a way of another app. */
  method: SignInMethod | undefined;
  /** The owner of the account. */
  userId: string;
  /** The address to tell; undefined for a user without one. */
  email: string | undefined;
}

/** An account by its user and by the address that its user has proven to own. */
export interface KnownAccount {
  userId: string;
  email: string;
}

/** An account whose password was reset. */
export interface ResetAccount extends KnownAccount {
  /** What it has lost by that: it was added before the address was proved. */
  removed: readonly RemovedCredential[];
}

export type RemovedCredential = 'passkey' | 'second_factor';
