import type { Store } from '@netlify/blobs';
import { changeEntry } from '../store/entry.ts';
import { openStore } from '../store/store.ts';
import type { FunctionEvent } from '../http/message.ts';
import type { Verdict } from './policy.ts';

export type { Store };

/** Retries of a change after concurrent writes. */
const ATTEMPTS = 6;

/** Answer to an attempt that cannot be counted because of too many concurrent writes. */
const CONTENDED_MS = 1000;

/** The counters; undefined without a store. */
export function counterStore(event: FunctionEvent): Store | undefined {
  return openStore(event, 'throttle');
}

/** Returns the stored state; undefined if there is none. */
export async function readState(store: Store, key: string): Promise<unknown> {
  return (await store.get(key, { type: 'json' })) ?? undefined;
}

/** Changes the stored state; undefined keeps it. */
export async function change<State extends object>(
  store: Store,
  key: string,
  next: (known: State | undefined) => State | undefined,
): Promise<void> {
  await changeEntry(store, key, ATTEMPTS, (known) => next(known as State | undefined));
}

/**
 * Checks an attempt by a counter and counts it, atomically across all instances. Refuses the attempt if there are
 * too many concurrent writes.
 *
 * @throws the error of the store when it is down
 */
export async function count<State extends object>(
  store: Store,
  key: string,
  judge: (known: State | undefined) => Verdict<State>,
): Promise<Verdict<State>> {
  let verdict: Verdict<State> = { allowed: false, retryAfterMs: CONTENDED_MS };
  const outcome = await changeEntry(store, key, ATTEMPTS, (known) => {
    verdict = judge(known as State | undefined);
    return verdict.allowed ? verdict.state : undefined;
  });
  return outcome === 'contended' ? { allowed: false, retryAfterMs: CONTENDED_MS } : verdict;
}
