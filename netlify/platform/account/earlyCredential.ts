import type { RemovedCredential } from '../http/changedAccounts.ts';

/** What users can add to an account before any of its addresses is proved. */
export interface EarlyCredential {
  kind: RemovedCredential;
  /**
   * Makes sure that it can be removed, before a change that cannot be undone.
   *
   * @throws DatabaseUnavailable
   */
  requireStore: (userId: string) => Promise<void>;
  /** Removes all of a user, and returns whether there were any. */
  removeAll: (userId: string) => Promise<boolean>;
}
