import type { Tx } from '../db/query.ts';
import type { LoginMethod } from './users/types.ts';

/** The real core's names of the recipes that store data under a user id. */
export type RecipeInUse = 'Session' | 'UserMetadata' | 'UserRoles' | 'EmailVerification' | 'TOTP';

/**
 * Hooks that a recipe implements for changes to users, login methods, tenants and apps. A recipe never
 * accesses another recipe's tables; recipes/index.ts combines the hooks of all recipes. Hooks run inside the
 * caller's transaction.
 */
export interface Lifecycle {
  /** Deletes the recipe's data of a login method. (Rows with a foreign key are deleted by the database.) */
  readonly loginMethodRemoved: (tx: Tx, appId: string, method: LoginMethod) => void;
  /** The core's own id of a login method or user is no longer in use. */
  readonly idRetired: (tx: Tx, appId: string, id: string) => void;
  /** Deletes the recipe's data of a user, which is stored under the id that the app knows. */
  readonly userDataRemoved: (tx: Tx, appId: string, shownId: string) => void;
  /** Returns the recipe's name if it stores data under this id, which then cannot be mapped. */
  readonly usesOf: (tx: Tx, appId: string, id: string, now: number) => readonly RecipeInUse[];
  /** The app maps the id to an external one: moves the recipe's data to the external id. */
  readonly idMapped: (tx: Tx, appId: string, id: string, externalId: string) => void;
  /** A login method was linked or unlinked: revokes its sessions. */
  readonly loginMethodMoved: (tx: Tx, appId: string, shownId: string) => void;
  /** A login method left a tenant: deletes the recipe's data there. Returns true if there was any. */
  readonly tenantLeft: (tx: Tx, appId: string, tenantId: string, shownId: string) => boolean;
  /** An app was removed, its rows with it: clears what is cached about it. */
  readonly appRemoved: (appId: string) => void;
  /** Deletes expired rows, `atMost` per table, and returns their number. Reads ignore expired rows anyway. */
  readonly expiredRemoved: (tx: Tx, now: number, atMost: number) => number;
}

export const combineLifecycles = (lifecycles: readonly Partial<Lifecycle>[]): Lifecycle => ({
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
