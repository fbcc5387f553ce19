import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './processes.ts';

/** Timeout until a part of the stack responds: `next dev` compiles its first page then. */
const START_LIMIT_MS = 90_000;

const ANSWER_LIMIT_MS = 30_000;
const PAUSE_MS = 25;

/**
 * The header of scripts/preload/requests.cjs by which a program proves that it is the one that was started.
 */
const PROBE_HEADER = 'x-stack-probe';

/** A part of the stack that ended or was never ready, with its last output. */
export class StackError extends Error {
  constructor(name: string, problem: string, output: readonly string[]) {
    super([`${name} ${problem}.`, ...output.slice(-25)].join('\n  '));
    this.name = 'StackError';
  }
}

/** Not through the proxy that NODE_USE_ENV_PROXY sets in the default agent. */
const agent = new Agent();

/**
 * Whether the program with the given `probe` responds there. Other programs at the same port do not know it.
 */
export function answersProbe(url: string, probe: string): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const request = get(url, { agent, signal, headers: { [PROBE_HEADER]: '?' } }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 500 && response.headers[PROBE_HEADER] === probe);
    });
    request.once('error', () => resolve(false));
  });
}

/**
 * Waits until a child is ready.
 *
 * @throws StackError if the child ends first, or is not ready in time
 */
export async function untilReady(
  child: Child,
  output: readonly string[],
  isReady: () => boolean | Promise<boolean>,
): Promise<void> {
  let code: number | undefined;
  void child.exited.then((value) => (code = value));
  const end = Date.now() + START_LIMIT_MS;
  while (!(await isReady())) {
    if (code !== undefined) throw new StackError(child.name, `ended with code ${code}`, output);
    if (Date.now() > end) {
      await child.stop();
      throw new StackError(child.name, 'was not ready in time', output);
    }
    await delay(PAUSE_MS);
  }
}
