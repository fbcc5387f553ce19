import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const windows = process.platform === 'win32';

const endWithParent = join(import.meta.dirname, 'preload', 'end-with-parent.cjs');

/**
 * Environment of Node programs that keep their compiled code for the next start, like this one; see
 * run.cjs.
 */
export const CODE_CACHE = {
  NODE_COMPILE_CACHE:
    process.env.NODE_COMPILE_CACHE ?? join(import.meta.dirname, '..', 'node_modules', '.cache', 'node'),
};

/** Time for a child to end by itself before it is killed, in milliseconds. */
const GRACE = 5_000;

/** Ctrl-C, a request to end, and a closed terminal. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface ChildOptions {
  env?: Record<string, string>;
  cwd?: string;
  /** Called with each line that the child prints; without it the child prints to this terminal. */
  onLine?: (line: string) => void;
}

/** A program that a script has started, with all of its descendants. */
export interface Child {
  name: string;
  /** Settles when the program has ended, with its exit code; 1 if a signal ended it. */
  exited: Promise<number>;
  /** Ends the program and all of its descendants; settles when it has ended. */
  stop(): Promise<void>;
}

/**
 * Signals the whole process group of a program: netlify-cli leaves its framework process behind otherwise.
 */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine);
  }
}

/**
 * Starts a program in its own process group.
 *
 * @param command an executable and its arguments; Node programs are given as `process.execPath` and a file
 */
export function start(
  name: string,
  command: readonly [string, ...string[]],
  options: ChildOptions = {},
): Child {
  const [file, ...args] = command;
  const isNode = file === process.execPath;
  const child = spawn(file, isNode ? ['--require', endWithParent, ...args] : args, {
    // No program that a script starts sends telemetry.
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      ...(isNode && { STACK_PARENT_PID: String(process.pid) }),
      ...options.env,
    },
    ...(options.cwd && { cwd: options.cwd }),
    stdio: ['ignore', options.onLine ? 'pipe' : 'inherit', options.onLine ? 'pipe' : 'inherit'],
    detached: !windows,
  });
  if (options.onLine) readLines(child, options.onLine);
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  return {
    name,
    exited,
    async stop() {
      signal(child, 'SIGTERM');
      const timer = setTimeout(() => signal(child, 'SIGKILL'), GRACE);
      await exited;
      clearTimeout(timer);
      // The leader may end before its descendants.
      signal(child, 'SIGKILL');
    },
  };
}

/** Runs a program to its end, printing to this terminal, and returns its exit code. */
export async function run(
  command: readonly [string, ...string[]],
  env: Record<string, string> = {},
): Promise<number> {
  const child = start(command[0], command, { env });
  const forward = () => void child.stop();
  for (const name of STOP_SIGNALS) process.on(name, forward);
  try {
    return await child.exited;
  } finally {
    for (const name of STOP_SIGNALS) process.off(name, forward);
  }
}
