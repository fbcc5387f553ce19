import { counters, verdictOf } from './counters.ts';
import { count } from './counterStore.ts';

/**
 * Uses a secret that is valid once, in one step for all instances. Without a database, or while it is down,
 * other means have to keep it from being used again.
 *
 * @param id of the secret; it is stored as it is
 * @param lifetimeMs how long the secret is valid
 * @returns whether this is the first use
 */
export async function markUsed(id: string, lifetimeMs: number): Promise<boolean> {
  const verdict = await verdictOf((query, now) =>
    count<{ used: true }>(query, counters.used(id, lifetimeMs), now, (known) =>
      known === undefined ? { allowed: true, state: { used: true } } : { allowed: false, retryAfterMs: 0 },
    ),
  );
  return verdict.allowed;
}
