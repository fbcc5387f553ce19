import { setTimeout as delay } from 'node:timers/promises';

type Wait = (milliseconds: number) => Promise<unknown>;

let wait: Wait = delay;

/** Replaces the wait in tests that are not about it. Without an argument, it waits in real time again. */
export function setFloorWait(next: Wait = delay): void {
  wait = next;
}

/**
 * Delays a response to a minimum time, so that the time does not reveal what was done.
 *
 * @param milliseconds longer than any of the ways takes
 * @param isTold selects the responses to delay; the others reveal it by their content anyway
 */
export async function withMinimumTime<T>(
  milliseconds: number,
  work: () => Promise<T>,
  isTold: (answer: T) => boolean,
): Promise<T> {
  const enough = wait(milliseconds);
  const answer = await work();
  if (isTold(answer)) await enough;
  return answer;
}
