import { DatabaseUnavailable } from '../platform/http/refusal.ts';
import { userDataInDatabase } from '../platform/userData.ts';
import { eraseActivity, moveActivity, readActivity, type ActivityState } from './activityLog.ts';

function requireAvailable(state: ActivityState): void {
  if (state === 'down') throw new DatabaseUnavailable('activity');
}

/** The recent activity of a user, by day. */
export const activity = userDataInDatabase({
  read: async (userId) => {
    const { state, days } = await readActivity(userId);
    requireAvailable(state);
    return days;
  },
  erase: async (userId) => requireAvailable(await eraseActivity(userId)),
  move: async (fromId, toId) => requireAvailable(await moveActivity(fromId, toId)),
});
