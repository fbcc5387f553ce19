import type { Tx } from '../db/query.ts';

/**
 * What a recipe does when something that others own ends. A recipe never touches another's tables: it says here
 * what goes with what, and recipes/index.ts puts the lifecycles of all recipes together.
 */
export interface Lifecycle {
  /** Everything that is kept under this user id goes, in the transaction that removes the user. */
  readonly userRemoved: (tx: Tx, appId: string, userId: string) => void;
  /** The login method has changed its user (by linking or unlinking): what it was signed in to ends. */
  readonly loginMethodMoved: (tx: Tx, appId: string, recipeUserId: string) => void;
  /** An app is gone, its rows with it (by foreign key): memory about it must go too. */
  readonly appRemoved: (appId: string) => void;
  /** Rows that have expired and that nobody may see any more. */
  readonly removeExpired: (tx: Tx, now: number) => void;
}

export function allOf(lifecycles: readonly Partial<Lifecycle>[]): Lifecycle {
  return {
    userRemoved: (...args) => {
      for (const one of lifecycles) one.userRemoved?.(...args);
    },
    loginMethodMoved: (...args) => {
      for (const one of lifecycles) one.loginMethodMoved?.(...args);
    },
    appRemoved: (...args) => {
      for (const one of lifecycles) one.appRemoved?.(...args);
    },
    removeExpired: (...args) => {
      for (const one of lifecycles) one.removeExpired?.(...args);
    },
  };
}
