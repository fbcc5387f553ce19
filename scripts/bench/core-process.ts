import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_CORE } from '../../config/env.ts';

const main = join(import.meta.dirname, '..', '..', 'core', 'main.ts');

/** The kernel counts a process's time in hundredths of a second. */
const TICK = 10;

/** A core in a process of its own, so that what it takes can be told from what its clients take. */
export interface BenchCore {
  readonly url: string;
  /** Milliseconds from its start to the line that says it is ready. */
  readonly startedIn: number;
  /** Milliseconds of CPU time so far; undefined where there is no /proc. */
  cpu(): number | undefined;
  /** Resident memory in MB; undefined where there is no /proc. */
  memory(): number | undefined;
  stop(): Promise<void>;
}

/** Starts a core on a file, or on `:memory:`. Rejects with what it printed when it ends before it is ready. */
export async function startBenchCore(data: string, ...flags: string[]): Promise<BenchCore> {
  const begun = performance.now();
  const args = [main, '--port', '0', '--data', data, '--api-key', LOCAL_CORE.apiKey, ...flags];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(/http:\S+/.exec(line.toString())?.[0] ?? ''));
    void exited.then(() => reject(new Error('the core ended before it was ready')));
  });
  const startedIn = performance.now() - begun;
  const proc = (file: string) => {
    const path = `/proc/${String(child.pid)}/${file}`;
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  return {
    url,
    startedIn,
    cpu: () => {
      const [, , , , , , , , , , , user, system] = proc('stat')?.split(') ')[1]?.split(' ') ?? [];
      return user === undefined ? undefined : (Number(user) + Number(system)) * TICK;
    },
    memory: () => {
      const kilobytes = /VmRSS:\s+(\d+)/.exec(proc('status') ?? '')?.[1];
      return kilobytes === undefined ? undefined : (Number(kilobytes) * 1024) / 1e6;
    },
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
