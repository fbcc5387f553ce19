import { deleteUser, type User } from 'supertokens-node';
import { revokeAllSessionsForUser } from 'supertokens-node/recipe/session';
import { eraseActivity } from '../activity/activityLog.ts';
import { forgetAccount } from '../platform/throttle/throttle.ts';

/**
 * Deletes an account with all its data. Sessions go first: a later failure leaves an account without
 * sessions, whose deletion can be requested again.
 *
 * @returns the number of ended sessions: of two concurrent calls one gets none
 */
export async function eraseAccount(user: Pick<User, 'id' | 'emails'>): Promise<number> {
  const ended = await revokeAllSessionsForUser(user.id);
  await deleteUser(user.id);
  // After the user, so that a concurrent sign-in records nothing new. The log says what failed.
  await Promise.all([eraseActivity(user.id), forgetAccount(user)]);
  return ended.length;
}
