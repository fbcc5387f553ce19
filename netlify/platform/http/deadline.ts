import { currentScope } from './scope.ts';

/** Rejects with CoreUnavailable if the work exceeds the time of its request. */
export async function beforeDeadline<T>(work: () => Promise<T>): Promise<T> {
  const late = currentScope()?.timeLimit.late;
  return late === undefined ? work() : Promise.race([work(), late]);
}
