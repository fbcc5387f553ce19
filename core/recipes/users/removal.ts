import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { findUser, removeLoginMethod } from './store.ts';

/** Removes the user that an id means, or only the login method of that id, with everything kept for it. */
export function removeUser(
  { db, lifecycle }: Pick<Context, 'db' | 'lifecycle'>,
  appId: string,
  anyId: string,
  removeAllLinkedAccounts: boolean,
): Promise<void> {
  return db.write((tx) => {
    const user = findUser(tx, appId, anyId);
    const ids = removeAllLinkedAccounts ? user?.loginMethods.map((method) => method.recipeUserId) : [anyId];
    for (const id of ids ?? []) removeOne(tx, lifecycle, appId, id);
  });
}

/**
 * What is kept under a user id that other login methods still share stays with them: only the last one takes
 * it along.
 */
export function removeOne(tx: Tx, lifecycle: Lifecycle, appId: string, recipeUserId: string): void {
  const user = findUser(tx, appId, recipeUserId);
  if (user === null) return;
  const isLast = user.loginMethods.length === 1;
  const ids = [recipeUserId, user.id].filter((id) => isLast || id !== user.id);
  removeLoginMethod(tx, appId, recipeUserId, user);
  for (const id of new Set(ids)) lifecycle.userRemoved(tx, appId, id);
}
