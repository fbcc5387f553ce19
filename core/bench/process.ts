import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', 'src', 'main.ts');

/** The key of the measured cores. */
export const API_KEY = 'bench-key-of-at-least-20-characters';

/** The kernel counts CPU time in hundredths of a second. */
const TICK_MS = 10;

/** A core in its own process, so that its CPU time and memory can be measured apart from its clients'. */
export interface BenchCore {
  readonly url: string;
  /** Milliseconds from the start of the process to its ready line. */
  readonly startMs: number;
  /** CPU time so far in milliseconds; undefined without /proc. */
  cpu(): number | undefined;
  /** Resident memory in MB; undefined without /proc. */
  memory(): number | undefined;
  stop(): Promise<void>;
}

/** Starts a core on a file or `:memory:`. Rejects if it ends before it is ready. */
export async function startBenchCore(data: string, ...flags: string[]): Promise<BenchCore> {
  const startedAt = performance.now();
  const args = [main, '--port', '0', '--data', data, '--api-key', API_KEY, ...flags];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(/http:\S+/.exec(line.toString())?.[0] ?? ''));
    void exited.then(() => reject(new Error('the core ended before it was ready')));
  });
  const startMs = performance.now() - startedAt;
  const proc = (file: string) => {
    const path = `/proc/${String(child.pid)}/${file}`;
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  return {
    url,
    startMs,
    cpu: () => {
      const [, , , , , , , , , , , user, system] = proc('stat')?.split(') ')[1]?.split(' ') ?? [];
      return user === undefined ? undefined : (Number(user) + Number(system)) * TICK_MS;
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
