import { CoreUnavailable } from './refusal.ts';
import { currentScope } from './scope.ts';

/** Rejects with CoreUnavailable if the work exceeds the time of its request. */
export async function beforeDeadline<T>(work: () => Promise<T>): Promise<T> {
  const signal = currentScope()?.signal;
  if (signal === undefined) return work();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(new CoreUnavailable('no answer in time'));
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work(), late]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
