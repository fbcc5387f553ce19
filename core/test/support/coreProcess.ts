import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', '..', 'src', 'main.ts');

const children: ChildProcess[] = [];

export interface CoreProcess {
  readonly child: ChildProcess;
  /** Where it listens; rejects when it ends first. */
  readonly url: Promise<string>;
  /** What it has printed so far. */
  readonly output: () => string;
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

/** Starts src/main.ts in a process of its own. */
export function run(args: string[], env: Record<string, string | undefined> = {}): CoreProcess {
  // NODE_ENV is jest's own, and would be the developer's.
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
  // A run that is meant to fail has nobody waiting for its URL.
  url.catch(() => undefined);
  return { child, url, output: () => output, ended };
}

/** To be called after each test, which need not end what it has started. */
export function killAll(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL');
}
