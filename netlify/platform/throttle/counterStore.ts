import type { Store } from '@netlify/blobs';
import { changeEntry } from '../store/entry.ts';
import { openStore } from '../store/store.ts';
import type { FunctionEvent } from '../http/message.ts';
import type { Verdict } from './policy.ts';

export type { Store };

/** How often a change is tried again that another instance came before. */
const ATTEMPTS = 6;

/** What a try is told whose counter is fought for by so many others that it cannot be counted. */
const CONTENDED_MS = 1000;

/** The counters; undefined where there is no store. */
export function counterStore(event: FunctionEvent): Store | undefined {
  return openStore(event, 'throttle');
}

/** What is remembered under a name; undefined where nothing is. */
export async function readState(store: Store, key: string): Promise<unknown> {
  return (await store.get(key, { type: 'json' })) ?? undefined;
}

/** Changes what is remembered under a name; undefined leaves it alone. */
export async function change<State extends object>(
  store: Store,
  key: string,
  next: (known: State | undefined) => State | undefined,
): Promise<void> {
  await changeEntry(store, key, ATTEMPTS, (known) => next(known as State | undefined));
}

/**
 * Judges a try by a counter and counts it, in one step for all instances. A counter that is fought for so hard that
 * this fails again and again refuses the try.
 *
 * @throws whatever the store throws when it is down
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
