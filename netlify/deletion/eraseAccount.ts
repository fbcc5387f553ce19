import { deleteUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import { revokeAllSessionsForUser } from 'supertokens-node/recipe/session';
import { saveDeletionStart } from '../platform/account/deletionStart.ts';
import { clearUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { eraseStoredData } from '../data/storedData.ts';
import { fallBackIfUnavailable } from '../platform/store/database.ts';
import { forgetAccount } from '../platform/throttle/throttle.ts';

/**
 * Erases what requests that were in progress have stored for a user whose account is deleted. The log says if
 * the database is down.
 */
export function eraseLeftovers(userId: string): Promise<void> {
  return fallBackIfUnavailable(undefined, () => eraseStoredData(userId));
}

/**
 * Deletes an account with all its data. What features store goes first and the user last: whatever fails, the
 * account is still there, and its deletion can be requested again.
 *
 * @returns the number of ended sessions: of two concurrent calls one gets none
 * @throws DatabaseUnavailable if stored data may be left; the account and its sessions are unchanged
 */
export async function eraseAccount(user: User): Promise<number> {
  // Something may be left under the id of an earlier account that has become a part of this one.
  const ids = [...new Set([user.id, ...user.loginMethods.map((one) => one.recipeUserId.getAsString())])];
  await Promise.all(ids.map(eraseStoredData));
  // Before the sessions end: a sign-in that has its session later finds this, or no user.
  await saveDeletionStart(user.id);
  const ended = await revokeAllSessionsForUser(user.id);
  await deleteUser(user.id);
  await Promise.all([...ids.map(eraseLeftovers), forgetAccount(user)]);
  // The core keeps metadata for any id: the last write of a concurrent request would stay.
  await clearUserMetadata(user.id);
  return ended.length;
}
