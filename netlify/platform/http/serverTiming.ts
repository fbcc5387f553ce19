import type { RequestScope } from './scope.ts';

/** One entry of a Server-Timing header. */
function entry(name: string, milliseconds: number): string {
  return `${name};dur=${milliseconds.toFixed(1)}`;
}

/**
 * Where the time of a request went, for the browser's developer tools. How long the core took for one account and
 * another is nobody's to compare, so a discreet request tells no more than a stop-watch would.
 */
export function serverTiming({ begun, coreMs, discreet }: RequestScope): string {
  const total = entry('total', performance.now() - begun);
  return discreet ? total : `${total}, ${entry('core', coreMs)}`;
}
