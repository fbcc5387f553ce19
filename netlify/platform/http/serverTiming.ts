import type { RequestScope } from './scope.ts';

/** One entry of a Server-Timing header. */
function entry(name: string, milliseconds: number): string {
  return `${name};dur=${milliseconds.toFixed(1)}`;
}

/**
 * Adds timings for the browser's developer tools. The time of the core must not reveal anything about an
 * account, so sensitive requests contain the total time only.
 */
export function serverTiming({ startedAt, coreMs, hidesCoreTiming }: RequestScope): string {
  const total = entry('total', performance.now() - startedAt);
  return hidesCoreTiming ? total : `${total}, ${entry('core', coreMs)}`;
}
