import { createHash } from 'node:crypto';
import type { Store } from '@netlify/blobs';
import { listUsersByAccountInfo } from 'supertokens-node';
import type { ActivityKind } from '../../config/contracts/activity.ts';
import { describeDevice } from '../sessions/describeDevice.ts';
import { changeEntry } from '../platform/store/entry.ts';
import { openStore } from '../platform/store/store.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { currentScope, noteActivityDown } from '../platform/http/scope.ts';
import { toRecord, withEntry, withFailedSignIn, type ActivityRecord } from './record.ts';

/** Retries for concurrent writes of one account; see changeEntry. */
const ATTEMPTS = 30;

/** Maximum time that a request waits until its activity is recorded, in milliseconds. */
const TIMEOUT_MS = 1500;

/** Maximum wait for a wrong password: together with hashing it must stay below the floor of throttle/discretion.ts. */
const FAILURE_TIMEOUT_MS = 250;

/** State of the store: `absent` where there is none, in tests without one. */
export type ActivityState = 'on' | 'down' | 'absent';

/** User ids that a team imports may contain any character; a key may not. */
const keyOf = (userId: string) => createHash('sha256').update(userId).digest('hex');

async function inTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the store took too long')), milliseconds);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A failed write stops nothing: the log reports it. */
async function withStore(
  event: FunctionEvent,
  patience: number,
  work: (store: Store) => Promise<unknown>,
): Promise<ActivityState> {
  const store = openStore(event, 'activity');
  if (store === undefined) return 'absent';
  try {
    await inTime(patience, work(store));
    return 'on';
  } catch {
    noteActivityDown();
    return 'down';
  }
}

async function change(
  store: Store,
  userId: string,
  next: (known: ActivityRecord, now: number) => ActivityRecord,
) {
  const now = Date.now();
  const outcome = await changeEntry(store, keyOf(userId), ATTEMPTS, (known) =>
    next(toRecord(known, now), now),
  );
  if (outcome === 'contended') throw new Error('the record is fought for');
}

/** The browser of an administrator is not shown to the owner of the account. */
const isOwners = (kind: ActivityKind) => !/^role_|_by_admin$/.test(kind);

/**
 * Records an event of an account. Never throws, and waits for the store for a limited time: the log reports a failure as
 * `activity: down`.
 *
 * @param event the request that caused it, which has the store and the user agent
 */
export function noteActivity(
  event: FunctionEvent,
  userId: string,
  kind: ActivityKind,
): Promise<ActivityState> {
  const device = describeDevice(isOwners(kind) ? event.headers['user-agent'] : undefined);
  return withStore(event, TIMEOUT_MS, (store) =>
    change(store, userId, (known, at) => withEntry(known, { at, kind, ...device })),
  );
}

/** Records events from code that has no Lambda event; see {@link noteForActivity} in http/scope.ts. */
export async function noteCollected(event: FunctionEvent): Promise<void> {
  // Sequentially: two writes of one request would only conflict.
  for (const { userId, kind } of currentScope()?.activity.splice(0) ?? [])
    await noteActivity(event, userId, kind);
}

async function ownerOf(email: string): Promise<string | undefined> {
  const users = await listUsersByAccountInfo('public', { email });
  const hasPassword = users.find(({ loginMethods }) =>
    loginMethods.some((method) => method.recipeId === 'emailpassword' && method.hasSameEmailAs(email)),
  );
  return hasPassword?.id;
}

/** A record of no account, one of 256, so that the store does the same work for unknown addresses. */
const decoyRecord = (email: string) => `decoy ${keyOf(email).slice(0, 2)}`;

/**
 * Counts a sign-in with a wrong password for the account of the address, or in a decoy record if there is none.
 * Never throws, and never exceeds the floor that hides whether there is such an account.
 */
export function noteFailedSignIn(event: FunctionEvent, email: string): Promise<ActivityState> {
  return withStore(event, FAILURE_TIMEOUT_MS, async (store) => {
    const userId = await ownerOf(email);
    await change(store, userId ?? decoyRecord(email), withFailedSignIn);
  });
}

/** Returns the recent activity of an account; empty where the store is down or absent. */
export async function readActivity(
  event: FunctionEvent,
  userId: string,
): Promise<{ state: ActivityState; days: ActivityRecord }> {
  let days: ActivityRecord = {};
  const state = await withStore(event, TIMEOUT_MS, async (store) => {
    days = toRecord(await store.get(keyOf(userId), { type: 'json' }), Date.now());
  });
  return { state, days };
}

/** Erases the activity of an account. `down` means that it may still exist. */
export function eraseActivity(event: FunctionEvent, userId: string): Promise<ActivityState> {
  return withStore(event, TIMEOUT_MS, (store) => store.delete(keyOf(userId)));
}
