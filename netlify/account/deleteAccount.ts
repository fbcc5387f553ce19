import { deleteUser } from 'supertokens-node';
import { revokeAllSessionsForUser } from 'supertokens-node/recipe/session';
import { eraseActivity } from '../activity/activity.ts';
import type { FunctionEvent } from '../http/message.ts';

/**
 * Removes an account with everything that is kept for it. Sessions go first: what fails after that leaves an account in
 * which nobody is signed in, and can be asked for again.
 */
export async function deleteAccount(event: FunctionEvent, userId: string): Promise<void> {
  await revokeAllSessionsForUser(userId);
  await deleteUser(userId);
  // After the user, so that no sign-in at this moment is noted anew. The log tells where it failed.
  await eraseActivity(event, userId);
}
