import type { Tx } from '../db/query.ts';
import type { LoginMethod } from './users/types.ts';

/** The real core's names of the recipes that keep things under an id. */
export type RecipeInUse = 'Session' | 'UserMetadata' | 'UserRoles' | 'EmailVerification' | 'TOTP';

/**
 * What a recipe does when something that others own changes or ends. A recipe never touches another's tables: it says here
 * what goes with what, and recipes/index.ts puts the lifecycles of all recipes together. Hooks run inside the
 * transaction of whatever ends.
 */
export interface Lifecycle {
  /** What the recipe keeps for a login method goes with it. (Rows that reference it by foreign key go by themselves.) */
  readonly loginMethodRemoved: (tx: Tx, appId: string, method: LoginMethod) => void;
  /** An id of ours, of a login method or a user, means nobody any more. */
  readonly idRetired: (tx: Tx, appId: string, id: string) => void;
  /** What the recipe keeps for a user of the app goes: under the id that the app knows, whatever made the user. */
  readonly userDataRemoved: (tx: Tx, appId: string, shownId: string) => void;
  /** The recipe's name, if it keeps something under this id: then the app cannot map it any more. */
  readonly usesOf: (tx: Tx, appId: string, id: string, now: number) => readonly RecipeInUse[];
  /** From now on the app knows this id of ours by another: what the recipe keeps under the one goes to the other. */
  readonly idMapped: (tx: Tx, appId: string, id: string, externalId: string) => void;
  /** A login method was linked or unlinked and is another user's now: whoever is signed in by it is signed out. */
  readonly loginMethodMoved: (tx: Tx, appId: string, shownId: string) => void;
  /** A login method is not of this tenant any more: what the recipe keeps for it there goes. True if there was anything. */
  readonly tenantLeft: (tx: Tx, appId: string, tenantId: string, shownId: string) => boolean;
  /** An app is gone, its rows with it by foreign key: what is remembered about it must go too. */
  readonly appRemoved: (appId: string) => void;
  /** Removes rows that have expired, so many of a table at most, and gives how many. They are never shown anyway. */
  readonly expiredRemoved: (tx: Tx, now: number, atMost: number) => number;
}

export const allOf = (lifecycles: readonly Partial<Lifecycle>[]): Lifecycle => ({
  loginMethodRemoved: (...args) => {
    for (const one of lifecycles) one.loginMethodRemoved?.(...args);
  },
  idRetired: (...args) => {
    for (const one of lifecycles) one.idRetired?.(...args);
  },
  userDataRemoved: (...args) => {
    for (const one of lifecycles) one.userDataRemoved?.(...args);
  },
  usesOf: (...args) => lifecycles.flatMap((one) => one.usesOf?.(...args) ?? []),
  idMapped: (...args) => {
    for (const one of lifecycles) one.idMapped?.(...args);
  },
  loginMethodMoved: (...args) => {
    for (const one of lifecycles) one.loginMethodMoved?.(...args);
  },
  tenantLeft: (...args) => lifecycles.map((one) => one.tenantLeft?.(...args) ?? false).includes(true),
  appRemoved: (...args) => {
    for (const one of lifecycles) one.appRemoved?.(...args);
  },
  expiredRemoved: (...args) => lifecycles.reduce((sum, one) => sum + (one.expiredRemoved?.(...args) ?? 0), 0),
});
