import { listUsersByAccountInfo } from 'supertokens-node';
import type { ActivityKind } from '../../config/contracts/activity.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { describeDevice } from '../sessions/describeDevice.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { currentScope, recordActivityDown } from '../platform/http/scope.ts';
import { hasDatabase, withDatabase, type Query } from '../platform/store/database.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { oldestDay, toFailedSignIn, toNewActivity, toRecord, type ActivityRecord } from './record.ts';
import { deleteActivity, insertActivity, moveActivityRows, selectActivity } from './activityRows.ts';

/** Maximum time that a request waits until its activity is recorded, in milliseconds. */
const TIMEOUT_MS = 1500;

/**
 * Maximum wait for a wrong password: together with hashing it must stay below the floor of
 * throttle/discretion.ts.
 */
const FAILURE_TIMEOUT_MS = 250;

/** State of the record: `absent` where no database is provisioned. */
export type ActivityState = 'on' | 'down' | 'absent';

async function inTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the database took too long')), milliseconds);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A failed write stops nothing: the log reports it. */
async function ignoreIfDown(timeoutMs: number, work: () => Promise<unknown>): Promise<ActivityState> {
  if (!hasDatabase()) return 'absent';
  try {
    await inTime(timeoutMs, work());
    return 'on';
  } catch {
    recordActivityDown();
    return 'down';
  }
}

/** The browser of an administrator is not shown to the owner of the account. */
const isOwners = (kind: ActivityKind) => !/^role_|_by_admin$/.test(kind);

/**
 * Records an event of an account. Never throws, and waits for the store for a limited time: the log reports a
 * failure as `activity: down`.
 *
 * @param event the request that caused it, which has the user agent
 */
export function recordActivity(
  event: FunctionEvent,
  userId: string,
  kind: ActivityKind,
): Promise<ActivityState> {
  const device = describeDevice(isOwners(kind) ? event.headers['user-agent'] : undefined);
  const at = Date.now();
  const added = toNewActivity(subjectOf(userId), { at, kind, ...device });
  return ignoreIfDown(TIMEOUT_MS, () => withDatabase((query) => insertActivity(query, added, oldestDay(at))));
}

/** Records events from code that has no Lambda event; see {@link deferActivity} in http/scope.ts. */
export async function recordDeferredActivity(event: FunctionEvent): Promise<void> {
  // Sequentially: two writes of one request would only conflict.
  for (const { userId, kind } of currentScope()?.activity.splice(0) ?? [])
    await recordActivity(event, userId, kind);
}

async function ownerOf(email: string): Promise<string | undefined> {
  const users = await listUsersByAccountInfo(DEFAULT_TENANT, { email });
  return users.find(({ loginMethods }) => loginMethods.some((method) => method.hasSameEmailAs(email)))?.id;
}

/** A record of no account, one of 256, so that the database does the same work for unknown addresses. */
const decoyRecord = (email: string) => `decoy ${subjectOf(email).slice(0, 2)}`;

/**
 * Counts a sign-in with a wrong password for the account of the address, or in a decoy record if there is
 * none. Never throws, and never exceeds the floor that hides whether there is such an account.
 */
export function recordFailedSignIn(email: string): Promise<ActivityState> {
  const at = Date.now();
  return ignoreIfDown(FAILURE_TIMEOUT_MS, async () => {
    const subject = subjectOf((await ownerOf(email)) ?? decoyRecord(email));
    await withDatabase((query) => insertActivity(query, toFailedSignIn(subject, at), oldestDay(at)));
  });
}

/** Returns the recent activity of an account; empty where the database is down or absent. */
export async function readActivity(userId: string): Promise<{ state: ActivityState; days: ActivityRecord }> {
  let days: ActivityRecord = {};
  const select = (query: Query) => selectActivity(query, subjectOf(userId), oldestDay(Date.now()));
  const state = await ignoreIfDown(TIMEOUT_MS, async () => {
    days = toRecord(await withDatabase(select));
  });
  return { state, days };
}

/** Erases the activity of an account. `down` means that it may still exist. */
export function eraseActivity(userId: string): Promise<ActivityState> {
  return ignoreIfDown(TIMEOUT_MS, () => withDatabase((query) => deleteActivity(query, subjectOf(userId))));
}

/** Moves the activity of an account to another one. `down` means that it may not have moved. */
export function moveActivity(fromId: string, toId: string): Promise<ActivityState> {
  return ignoreIfDown(TIMEOUT_MS, () =>
    withDatabase((query) => moveActivityRows(query, subjectOf(fromId), subjectOf(toId))),
  );
}
