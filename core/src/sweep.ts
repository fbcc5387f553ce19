import type { Context } from './context.ts';
import type { Log } from './log.ts';

const INTERVAL_MS = 60 * 60 * 1000;

/** Deleting this many rows takes a few milliseconds, after which other requests get a turn. */
const MAX_ROWS_PER_BATCH = 1000;

/**
 * Deletes expired rows at once and then hourly, in small batches. Returns a function that stops it. Reads
 * never rely on it.
 */
export function startSweep(
  { db, clock, lifecycle }: Pick<Context, 'db' | 'clock' | 'lifecycle'>,
  log: Log,
): () => void {
  let isStopped = false;
  const removeAll = async () => {
    const removeSome = () => db.write((tx) => lifecycle.expiredRemoved(tx, clock.now(), MAX_ROWS_PER_BATCH));
    while ((await removeSome()) > 0 && !isStopped);
  };
  const sweep = () => {
    removeAll().catch((error: unknown) => {
      log.error('expired rows were not removed', error);
    });
  };
  sweep();
  const timer = setInterval(sweep, INTERVAL_MS);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
