import { readActivity } from '../../netlify/activity/activityLog.ts';
import type { ActivityRecord, DayRecord } from '../../netlify/activity/record.ts';
import type { FunctionEvent } from '../../netlify/platform/http/message.ts';
import type { Sender } from './testApp.ts';
import { lambdaEvent } from './lambdaEvent.ts';
import { createUser, signIn, type TestUser } from './users.ts';
import { startTestAppWithDatabase, type TestAppWithDatabase } from './testAppWithDatabase.ts';
import { FIREFOX } from './userAgents.ts';

export const DAY = 24 * 3_600_000;

/** The time at which each test begins, and its day. */
export const NOON = Date.UTC(2026, 10, 25, 12);
const TODAY = '2026-11-25';

/** The test app with a database for activity, and users with Firefox. */
export interface ActivityTestApp extends TestAppWithDatabase {
  readonly sender: Required<Sender>;
  createUser: () => Promise<TestUser>;
  signIn: (email: string, other?: Parameters<typeof signIn>[2]) => ReturnType<typeof signIn>;
  /** The activity of a user on the day on which each test begins. */
  today: (userId: string) => Promise<DayRecord | undefined>;
  /** The activity of a user by day. */
  daysOf: (userId: string) => Promise<ActivityRecord>;
}

/** A request to a function, from a browser. */
export function eventFrom(userAgent = FIREFOX): FunctionEvent {
  return lambdaEvent({ path: '/', headers: { 'user-agent': userAgent } });
}

/** Starts the test app with a database. */
export async function startActivityTestApp(): Promise<ActivityTestApp> {
  const app = await startTestAppWithDatabase();
  const sender = { headers: { 'user-agent': FIREFOX } };
  const daysOf = async (userId: string) => (await readActivity(userId)).days;
  return {
    ...app,
    sender,
    createUser: () => createUser(app, sender),
    signIn: (email, other) => signIn(app, email, { ...sender, ...other }),
    daysOf,
    today: async (userId) => (await daysOf(userId))[TODAY],
  };
}
