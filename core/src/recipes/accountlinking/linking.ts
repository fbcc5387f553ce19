import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { requireAccountLinking } from '../../features.ts';
import { moveActivity } from '../activeusers/activeusers.ts';
import { findConflict } from '../users/conflicts.ts';
import { removeMethod } from '../users/removal.ts';
import { findOwnId, findUser, shownIdOf } from '../users/store.ts';
import { findUserByAnyId } from '../users/users.ts';
import type { User } from '../users/types.ts';
import { tenantIdsOf } from '../users/user.ts';
import { accountInfoTaken } from './primaryUser.ts';
import type { AccountInfoTaken, UnknownUser } from './primaryUser.ts';
import { moveToOwnUser, moveToUser, setPrimary } from './store.ts';

/** The login method to link and the primary user to link it to, each by any of its ids. */
export interface Link {
  readonly recipeUserId: string;
  readonly primaryUserId: string;
}

export type LinkResult =
  | { status: 'OK'; accountsAlreadyLinked: boolean; user: User }
  | UnknownUser
  | AccountInfoTaken
  | { status: 'INPUT_USER_IS_NOT_A_PRIMARY_USER' }
  | {
      status: 'RECIPE_USER_ID_ALREADY_LINKED_WITH_ANOTHER_PRIMARY_USER_ID_ERROR';
      primaryUserId: string;
      description: string;
      user: User;
    };

/** Checks whether the link is possible. `user` in the result is the primary user without the link. */
export const checkLink = ({ db }: Pick<Context, 'db'>, appId: string, link: Link): Promise<LinkResult> =>
  db.read((tx) => evaluateLink(tx, appId, link));

/** Links a login method to a primary user and revokes its sessions, because its user changes. */
export function linkAccounts(
  { db, clock, lifecycle, features }: Pick<Context, 'db' | 'clock' | 'lifecycle' | 'features'>,
  appId: string,
  link: Link,
): Promise<LinkResult> {
  return db.write((tx) => {
    const result = evaluateLink(tx, appId, link);
    if (result.status !== 'UNKNOWN_USER') requireAccountLinking(features);
    const recipeUserId = findOwnId(tx, appId, link.recipeUserId);
    if (result.status !== 'OK' || result.accountsAlreadyLinked || recipeUserId === null) return result;
    moveToUser(tx, appId, recipeUserId, result.user.id);
    lifecycle.loginMethodMoved(tx, appId, shownIdOf(tx, appId, recipeUserId));
    moveActivity(tx, appId, recipeUserId, result.user.id, clock.now());
    const user = findUser(tx, appId, recipeUserId);
    if (user === null) throw new Error('the linked login method does not exist');
    return { ...result, user };
  });
}

function evaluateLink(tx: Tx, appId: string, link: Link): LinkResult {
  const recipeUser = findUserByAnyId(tx, appId, link.recipeUserId);
  const primaryUser = findUserByAnyId(tx, appId, link.primaryUserId);
  if (recipeUser === null || primaryUser === null) return { status: 'UNKNOWN_USER' };
  if (!primaryUser.isPrimaryUser) return { status: 'INPUT_USER_IS_NOT_A_PRIMARY_USER' };
  if (recipeUser.id === primaryUser.id)
    return { status: 'OK', accountsAlreadyLinked: true, user: primaryUser };
  if (recipeUser.isPrimaryUser)
    return {
      status: 'RECIPE_USER_ID_ALREADY_LINKED_WITH_ANOTHER_PRIMARY_USER_ID_ERROR',
      primaryUserId: shownIdOf(tx, appId, recipeUser.id),
      description: 'The input recipe user ID is already linked to another user ID',
      user: recipeUser,
    };
  // The primary user gets all account info in all tenants of both; no other primary user may share any of it
  // there.
  const tenantIds = [...new Set([...tenantIdsOf(recipeUser), ...tenantIdsOf(primaryUser)])];
  for (const method of [...recipeUser.loginMethods, ...primaryUser.loginMethods]) {
    const conflict = findConflict(tx, appId, primaryUser.id, tenantIds, method);
    if (conflict !== null) return accountInfoTaken(tx, appId, conflict);
  }
  return { status: 'OK', accountsAlreadyLinked: false, user: primaryUser };
}

export type UnlinkResult = UnknownUser | { status: 'OK'; wasRecipeUserDeleted: boolean; wasLinked: boolean };

/**
 * Unlinks a login method, which becomes a separate user. The login method whose id is the primary user's id
 * is deleted instead while others are linked, because two users would have the same id.
 */
export function unlinkAccount(
  { db, lifecycle }: Pick<Context, 'db' | 'lifecycle'>,
  appId: string,
  anyId: string,
): Promise<UnlinkResult> {
  return db.write((tx) => {
    const id = findOwnId(tx, appId, anyId);
    const user = id === null ? null : findUser(tx, appId, id);
    if (id === null || user === null) return { status: 'UNKNOWN_USER' };
    if (!user.isPrimaryUser) return { status: 'OK', wasRecipeUserDeleted: false, wasLinked: false };
    const wasRecipeUserDeleted = user.id === id && user.loginMethods.length > 1;
    if (wasRecipeUserDeleted) removeMethod(tx, lifecycle, appId, id);
    else if (user.id !== id) moveToOwnUser(tx, appId, id, user.id);
    // The login method with the user's id may have been deleted: then the last remaining one stays linked.
    else if (user.loginMethods[0]?.recipeUserId === id) setPrimary(tx, appId, id, false);
    lifecycle.loginMethodMoved(tx, appId, shownIdOf(tx, appId, id));
    return { status: 'OK', wasRecipeUserDeleted, wasLinked: true };
  });
}
