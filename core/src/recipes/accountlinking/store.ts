import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import { refreshTenantUsers } from '../users/listingStore.ts';

const updatePrimary = new Query('UPDATE users SET is_primary = ? WHERE app_id = ? AND user_id = ?');
const moveMethod = new Query('UPDATE login_methods SET user_id = ? WHERE app_id = ? AND recipe_user_id = ?');
const insertUser = new Query('INSERT INTO users (app_id, user_id, is_primary) VALUES (?, ?, 0)');
const deleteUser = new Query('DELETE FROM users WHERE app_id = ? AND user_id = ?');

export function setPrimary(tx: Tx, appId: string, userId: string, isPrimary: boolean): void {
  updatePrimary.run(tx, Number(isPrimary), appId, userId);
}

/** Moves the only login method of a user to a primary user and deletes the former user. */
export function moveToUser(tx: Tx, appId: string, recipeUserId: string, primaryUserId: string): void {
  moveMethod.run(tx, primaryUserId, appId, recipeUserId);
  deleteUser.run(tx, appId, recipeUserId);
  refreshTenantUsers(tx, appId, primaryUserId);
}

/** Moves a login method to a new user with the same id. */
export function moveToOwnUser(tx: Tx, appId: string, recipeUserId: string, primaryUserId: string): void {
  insertUser.run(tx, appId, recipeUserId);
  moveMethod.run(tx, recipeUserId, appId, recipeUserId);
  refreshTenantUsers(tx, appId, recipeUserId);
  refreshTenantUsers(tx, appId, primaryUserId);
}
