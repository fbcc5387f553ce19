import type { ActivityAnswer } from '../../config/activity.ts';
import { readActivity } from '../activity/activity.ts';
import type { ActivityRecord } from '../activity/record.ts';
import { createFunction } from '../platform/createFunction.ts';
import { json } from '../platform/http/message.ts';
import { requireLiveSession } from '../platform/session/requireSession.ts';

function newestFirst(record: ActivityRecord): ActivityAnswer['days'] {
  const days = Object.entries(record).map(([day, { entries, more, failedSignIns }]) => ({
    day,
    entries: entries.toReversed(),
    more: Object.entries(more).map(([kind, times]) => ({ kind: kind as keyof typeof more, times })),
    failedSignIns,
  }));
  return days.sort((a, b) => b.day.localeCompare(a.day));
}

/** `GET /.netlify/functions/activity`: what happened to the account of whoever asks. */
export const handler = createFunction({
  name: 'activity',
  methods: ['GET'],
  answer: requireLiveSession(async (session, event) => {
    const { state, days } = await readActivity(event, session.getUserId());
    return json(200, { state, days: newestFirst(days) } satisfies ActivityAnswer);
  }),
});
