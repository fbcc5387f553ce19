import { setTimeout as delay } from 'node:timers/promises';

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
  const enough = delay(milliseconds);
  const answer = await work();
  if (isTold(answer)) await enough;
  return answer;
}
