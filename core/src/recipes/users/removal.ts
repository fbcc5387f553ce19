import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { findMappedId, findUser, findUserId, removeLoginMethod, removeMapping, shownIdOf } from './store.ts';

/** Removes a user, or only one login method, with all data stored for it. */
export function removeUser(
  { db, lifecycle }: Pick<Context, 'db' | 'lifecycle'>,
  appId: string,
  anyId: string,
  removeAllLinkedAccounts: boolean,
): Promise<void> {
  return db.write((tx) => {
    const id = findUserId(tx, appId, anyId) === null ? findMappedId(tx, appId, anyId) : anyId;
    if (id === null) return;
    const methods = findUser(tx, appId, id)?.loginMethods ?? [];
    const ids = removeAllLinkedAccounts ? methods.map((method) => method.recipeUserId) : [id];
    for (const one of ids) removeMethod(tx, lifecycle, appId, one);
  });
}

/** Removes a login method. Data of a user with other login methods stays until the last one is removed. */
export function removeMethod(tx: Tx, lifecycle: Lifecycle, appId: string, recipeUserId: string): void {
  const user = findUser(tx, appId, recipeUserId);
  if (user === null) return;
  const isLast = user.loginMethods.length === 1;
  // The id may be a user's whose own login method was removed earlier: the last login method is removed with
  // the user.
  const goneMethods = user.loginMethods.filter((one) => isLast || one.recipeUserId === recipeUserId);
  const ids = [recipeUserId, user.id, ...goneMethods.map((one) => one.recipeUserId)];
  const goneIds = new Set(ids.filter((id) => isLast || id !== user.id));

  removeLoginMethod(tx, appId, recipeUserId, user);
  for (const method of goneMethods) lifecycle.loginMethodRemoved(tx, appId, method);
  for (const id of goneIds) removeDataOf(tx, lifecycle, appId, id);
}

function removeDataOf(tx: Tx, lifecycle: Lifecycle, appId: string, id: string): void {
  const shownId = shownIdOf(tx, appId, id);
  removeMapping(tx, appId, id);
  lifecycle.idRetired(tx, appId, id);
  // Another user may have the same id, as core id or external id; their data stays.
  const otherId = shownId === id ? findMappedId(tx, appId, id) : findUserId(tx, appId, shownId);
  if (otherId === null) lifecycle.userDataRemoved(tx, appId, shownId);
}
