import { setTimeout as delay } from 'node:timers/promises';

type Wait = (milliseconds: number) => Promise<unknown>;

let wait: Wait = delay;

/** Replaces how a floor waits, for tests that are not about it; called without an argument, it waits in real time. */
export function setFloorWait(next: Wait = delay): void {
  wait = next;
}

/**
 * Answers no sooner than after a while, so that the time taken does not tell which way was taken.
 *
 * @param milliseconds longer than the longest of the ways takes
 * @param isTold which answers are to wait; the others tell by their content already
 */
export async function noSoonerThan<T>(
  milliseconds: number,
  work: () => Promise<T>,
  isTold: (answer: T) => boolean,
): Promise<T> {
  const enough = wait(milliseconds);
  const answer = await work();
  if (isTold(answer)) await enough;
  return answer;
}
