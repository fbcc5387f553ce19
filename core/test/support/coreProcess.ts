import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', '..', 'src', 'main.ts');

const children: ChildProcess[] = [];

export interface CoreProcess {
  readonly child: ChildProcess;
  /** The URL; rejects if the process ends first. */
  readonly url: Promise<string>;
  /** The output so far. */
  readonly output: () => string;
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

/** Starts src/main.ts in a separate process. */
export function startCoreProcess(args: string[], env: Record<string, string | undefined> = {}): CoreProcess {
  // Jest sets NODE_ENV; a developer's shell does not.
  const environment = {
    ...process.env,
    NODE_ENV: undefined,
    NETLIFY: undefined,
    ...env,
  } as unknown as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, [MAIN, ...args], { env: environment });
  children.push(child);
  let errors = '';
  let output = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, errors });
    });
  });
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      resolve(/http:\S+/.exec(output)?.[0] ?? '');
    });
    void ended.then(() => {
      reject(new Error(`it ended: ${errors}`));
    });
  });
  // Tests of failing starts do not await the URL.
  url.catch(() => undefined);
  return { child, url, output: () => output, ended };
}

/** Kills all started processes. Call it after each test. */
export function killCoreProcesses(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL');
}
