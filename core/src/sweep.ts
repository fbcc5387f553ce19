import type { Context } from './context.ts';
import type { Log } from './log.ts';

const INTERVAL = 60 * 60 * 1000;

/** So many of a table take some milliseconds, after which others get their turn. */
const AT_MOST = 1000;

/** Removes expired rows now and every hour, some at a time, until told to stop. Reads never rely on it. */
export function startSweep(
  { db, clock, lifecycle }: Pick<Context, 'db' | 'clock' | 'lifecycle'>,
  log: Log,
): () => void {
  let isStopped = false;
  const removeAll = async () => {
    const removeSome = () => db.write((tx) => lifecycle.expiredRemoved(tx, clock.now(), AT_MOST));
    while ((await removeSome()) > 0 && !isStopped);
  };
  const sweep = () => {
    removeAll().catch((error: unknown) => {
      log.error('expired rows were not removed', error);
    });
  };
  sweep();
  const timer = setInterval(sweep, INTERVAL);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
