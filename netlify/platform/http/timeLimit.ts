import { CoreUnavailable } from './refusal.ts';

/** Pages wait for these responses, so they come within this time, whatever the core does. */
export const TIME_LIMIT_MS = 4000;

/** The time that a request has. */
export interface TimeLimit {
  /** Rejects with CoreUnavailable when the time is over. */
  readonly late: Promise<never>;
  /** Aborted when the time is over. */
  readonly signal: AbortSignal;
  clear: () => void;
}

/**
 * Starts the time of a request. The signal is made when it is read: most requests do not need one, and it
 * takes as long as verifying a signature.
 */
export function startTimeLimit(): TimeLimit {
  const { promise: late, reject } = Promise.withResolvers<never>();
  // The response may be ready, so that nothing waits for it any more.
  late.catch(() => undefined);
  let isOver = false;
  let controller: AbortController | undefined;
  const timer = setTimeout(() => {
    isOver = true;
    reject(new CoreUnavailable('no answer in time'));
    controller?.abort();
  }, TIME_LIMIT_MS);
  return {
    late,
    get signal() {
      controller ??= new AbortController();
      if (isOver) controller.abort();
      return controller.signal;
    },
    clear: () => clearTimeout(timer),
  };
}
