import type { ActivityAnswer } from '../../config/contracts/activity.ts';
import { readActivity } from '../activity/activityLog.ts';
import type { ActivityRecord } from '../activity/record.ts';
import { createFunction } from '../platform/createFunction.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';

function newestFirst(record: ActivityRecord): ActivityAnswer['days'] {
  const days = Object.entries(record).map(([day, { entries, omitted, failedSignIns }]) => ({
    day,
    entries: entries.toReversed(),
    omitted: Object.entries(omitted).map(([kind, count]) => ({ kind: kind as keyof typeof omitted, count })),
    failedSignIns,
  }));
  return days.sort((a, b) => b.day.localeCompare(a.day));
}

/** `GET /.netlify/functions/activity`: the recent activity of the caller, newest first. */
export const handler = createFunction({
  name: 'activity',
  routes: {
    'GET ': defineRoute({
      verifySession: 'live',
      handler: async (event): Promise<ActivityAnswer> => {
        const { state, days } = await readActivity(event.session.getUserId());
        return { state, days: newestFirst(days) };
      },
    }),
  },
});
