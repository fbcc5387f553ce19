import type { Context } from './context.ts';
import type { Log } from './log.ts';

const INTERVAL = 60 * 60 * 1000;

/** Removes expired rows now and every hour, until told to stop. Reads never rely on it. */
export function startSweep(
  { db, clock, lifecycle }: Pick<Context, 'db' | 'clock' | 'lifecycle'>,
  log: Log,
): () => void {
  const sweep = () => {
    db.write((tx) => {
      lifecycle.removeExpired(tx, clock.now());
    }).catch((error: unknown) => {
      log.error('expired rows were not removed', error);
    });
  };
  sweep();
  const timer = setInterval(sweep, INTERVAL);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
