import { counters, verdictOf } from './counters.ts';
import { count, type Counter } from './counterStore.ts';

/**
 * Marks something that counts once within the lifetime of its counter, in one step for all instances.
 * Without
 * a database, or while it is down, it counts each time.
 *
 * @returns whether this is the first time
 */
export async function isFirst(counter: Counter): Promise<boolean> {
  const verdict = await verdictOf((query, now) =>
    count<{ at: number }>(query, counter, now, (known) =>
      known === undefined || now - known.at >= counter.lifetimeMs
        ? { allowed: true, state: { at: now } }
        : { allowed: false, retryAfterMs: 0 },
    ),
  );
  return verdict.allowed;
}

/**
 * Uses a secret that is valid once, in one step for all instances. Without a database, or while it is down,
 * other means have to keep it from being used again.
 *
 * @param id of the secret; it is stored as it is
 * @param lifetimeMs how long the secret is valid
 * @returns whether this is the first use
 */
export const markUsed = (id: string, lifetimeMs: number): Promise<boolean> =>
  isFirst(counters.used(id, lifetimeMs));
