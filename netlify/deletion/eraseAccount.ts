import { deleteUser, type User } from 'supertokens-node';
import { revokeAllSessionsForUser } from 'supertokens-node/recipe/session';
import { eraseActivity } from '../activity/activityLog.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { forgetAccount } from '../platform/throttle/throttle.ts';

/**
 * Removes an account with everything that is kept for it. Sessions go first: what fails after that leaves an account in
 * which nobody is signed in, and can be asked for again.
 *
 * @returns how many sessions that ended: of two calls at once one ends none
 */
export async function eraseAccount(event: FunctionEvent, user: Pick<User, 'id' | 'emails'>): Promise<number> {
  const ended = await revokeAllSessionsForUser(user.id);
  await deleteUser(user.id);
  // After the user, so that no sign-in at this moment is noted anew. The log tells where it failed.
  await Promise.all([eraseActivity(event, user.id), forgetAccount(event, user)]);
  return ended.length;
}
