import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

const isWindows = process.platform === 'win32';

/**
 * The environment of a developer's shell: this Node first, without settings of the npm that runs the tests.
 */
function shellEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) && !['NODE_ENV', 'NETLIFY', 'PATH'].includes(name.toUpperCase()),
  );
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  return { ...Object.fromEntries(inherited), PATH: path } as unknown as NodeJS.ProcessEnv;
}

/** Starts `npm` or `npx` in a folder. */
export const startNpm = (
  command: 'npm' | 'npx' | 'node',
  args: readonly string[],
  cwd: string,
): ChildProcess =>
  spawn(command, args, { cwd, env: shellEnvironment(), shell: isWindows, detached: !isWindows });

/** Runs a command to its end and returns what it printed. Rejects with its error output if it fails. */
export function runNpm(
  command: 'npm' | 'npx' | 'node',
  args: readonly string[],
  cwd: string,
): Promise<string> {
  const child = startNpm(command, args, cwd);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${errors}`));
    });
  });
}

/** Stops a process and the processes that it started. Resolves when it has ended. */
export async function stopTree(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  if (isWindows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  else process.kill(-child.pid, 'SIGTERM');
  await ended;
}
