import { createHash } from 'node:crypto';
import type { Store } from '@netlify/blobs';
import { listUsersByAccountInfo } from 'supertokens-node';
import type { ActivityKind } from '../../config/contracts/activity.ts';
import { deviceInWords } from '../sessions/deviceInWords.ts';
import { changeEntry } from '../platform/store/entry.ts';
import { openStore } from '../platform/store/store.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { currentScope, noteActivityDown } from '../platform/http/scope.ts';
import { toRecord, withEntry, withFailedSignIn, type ActivityRecord } from './record.ts';

/** As many at once are kept without fail; see changeEntry. */
const ATTEMPTS = 30;

/** How long somebody waits at most for what she does to be noted, in milliseconds. */
const PATIENCE_MS = 1500;

/** The same for a wrong password: hashing it and this have to fit under the floor of throttle/discretion.ts. */
const FAILURE_PATIENCE_MS = 250;

/** How the record fared: `absent` where there is no store, in tests that bring none. */
export type ActivityState = 'on' | 'down' | 'absent';

/** Ids that a team brings along may hold anything; a key may not. */
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

/** What cannot be noted keeps nobody from anything: the log says so. */
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

/** An administrator's browser is no business of the account's owner. */
const isOwners = (kind: ActivityKind) => !/^role_|_by_admin$/.test(kind);

/**
 * Notes for the owner of an account that something happened to it. Never throws, and waits for the store only so long:
 * what could not be noted is in the log as `activity: down`.
 *
 * @param event the request by which it happened: it has the store and says which browser it was
 */
export function noteActivity(
  event: FunctionEvent,
  userId: string,
  kind: ActivityKind,
): Promise<ActivityState> {
  const device = deviceInWords(isOwners(kind) ? event.headers['user-agent'] : undefined);
  return withStore(event, PATIENCE_MS, (store) =>
    change(store, userId, (known, at) => withEntry(known, { at, kind, ...device })),
  );
}

/** Notes what came to light in places that know no event; see {@link noteForActivity} in http/scope.ts. */
export async function noteCollected(event: FunctionEvent): Promise<void> {
  // One after the other: two writers of one request would only get into each other's way.
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

/** A record of no account, one of 256, so that the store has the same work where there is none. */
const decoyRecord = (email: string) => `decoy ${keyOf(email).slice(0, 2)}`;

/**
 * Counts a sign-in with a wrong password for the owner of the address. For an address without an account a decoy
 * is counted. Never throws, and never outlasts the floor under which the answer hides whether there is such an account.
 */
export function noteFailedSignIn(event: FunctionEvent, email: string): Promise<ActivityState> {
  return withStore(event, FAILURE_PATIENCE_MS, async (store) => {
    const userId = await ownerOf(email);
    await change(store, userId ?? decoyRecord(email), withFailedSignIn);
  });
}

/** What happened to an account in the last 60 days; without days where the store is down or absent. */
export async function readActivity(
  event: FunctionEvent,
  userId: string,
): Promise<{ state: ActivityState; days: ActivityRecord }> {
  let days: ActivityRecord = {};
  const state = await withStore(event, PATIENCE_MS, async (store) => {
    days = toRecord(await store.get(keyOf(userId), { type: 'json' }), Date.now());
  });
  return { state, days };
}

/** Removes everything that was noted of an account: `down` means that it may still be there. */
export function eraseActivity(event: FunctionEvent, userId: string): Promise<ActivityState> {
  return withStore(event, PATIENCE_MS, (store) => store.delete(keyOf(userId)));
}
