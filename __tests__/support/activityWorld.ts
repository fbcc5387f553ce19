import { readActivity } from '../../netlify/activity/activity.ts';
import type { ActivityRecord } from '../../netlify/activity/record.ts';
import type { FunctionEvent } from '../../netlify/http/message.ts';
import { startAtomicBlobs } from './atomicBlobs.ts';
import { startFunctionWorld, type FunctionWorld, type Sender } from './functionWorld.ts';
import { lambdaEvent } from './lambdaEvent.ts';
import { newPerson, signIn, type Person } from './people.ts';
import { FIREFOX } from './userAgents.ts';

/** The functions before a store that keeps what happens, and people who use Firefox. */
export interface ActivityWorld extends FunctionWorld {
  readonly store: Awaited<ReturnType<typeof startAtomicBlobs>>;
  readonly sender: Required<Sender>;
  newPerson: () => Promise<Person>;
  signIn: (email: string, other?: Parameters<typeof signIn>[2]) => ReturnType<typeof signIn>;
  /** What is kept for a user, by the day. */
  daysOf: (userId: string) => Promise<ActivityRecord>;
}

/** A request to a function that has access to this store, or to none. */
export function eventAt(blobs: string | undefined, userAgent = FIREFOX): FunctionEvent {
  return lambdaEvent({ path: '/', headers: { 'user-agent': userAgent }, blobs });
}

/** Starts the functions, and a store. */
export async function startActivityWorld(): Promise<ActivityWorld> {
  const store = await startAtomicBlobs();
  const world = await startFunctionWorld();
  const sender = { blobs: store.access, headers: { 'user-agent': FIREFOX } };
  return {
    ...world,
    store,
    sender,
    newPerson: () => newPerson(world, sender),
    signIn: (email, other) => signIn(world, email, { ...sender, ...other }),
    daysOf: async (userId) => (await readActivity(eventAt(store.access), userId)).days,
    close: async () => {
      await world.close();
      store.close();
    },
  };
}
