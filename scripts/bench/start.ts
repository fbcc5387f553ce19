import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildApp } from '../app-build.ts';
import { freePort } from '../ports.ts';
import type { Child } from '../processes.ts';
import { startFront, stopAll } from '../stack.ts';
import { BARE_APP, buildBareApp } from './bare-app.ts';
import { quantile, type Figure } from './figures.ts';
import { timed } from './http.ts';
import { memoryMiB, processorSeconds } from './process-tree.ts';

const root = resolve(import.meta.dirname, '..', '..');

const PORT_OPTIONS = ['--port', '--core-port', '--smtp-port', '--mail-port', '--provider-port'];

/** Starts of each kind. The first one fills caches, and is not measured. */
const STARTS = 3;

/** Last line of the table. */
const TABLE_END = /Ctrl-C stops everything/;

/** Pages whose memory counts, too. */
const PAGES = ['/', '/auth', '/.netlify/functions/health'];

interface Start {
  seconds: number;
  processor: number;
  memory: number;
}

async function visitPages(origin: string): Promise<void> {
  for (const path of PAGES) {
    const { status } = await timed(`${origin}${path}`);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  }
}

/** Measures one start until the table is shown, then its memory after a few requests. Ends it like Ctrl-C. */
async function measureStart(script: 'start' | 'dev', data: string): Promise<Start> {
  const ports = await Promise.all(PORT_OPTIONS.map(() => freePort()));
  const options = PORT_OPTIONS.flatMap((option, index) => [option, String(ports[index])]);
  const startedAt = performance.now();
  const child = spawn('npm', ['run', '--silent', script, '--', ...options, '--data', data], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'close');
  const { pid } = child;
  if (pid === undefined) throw new Error('npm did not start.');
  try {
    for await (const line of createInterface({ input: child.stdout })) if (TABLE_END.test(line)) break;
    const seconds = (performance.now() - startedAt) / 1000;
    const processor = processorSeconds(pid);
    await visitPages(`http://localhost:${String(ports[0])}`);
    return { seconds, processor, memory: memoryMiB(pid) };
  } finally {
    process.kill(-pid, 'SIGINT');
    child.stdout.resume();
    await ended;
  }
}

/**
 * Copies the built bare app out of the project: netlify-cli would bundle the project's functions for it at
 * each start. Returns the folder.
 */
function bareCopy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bare-'));
  cpSync(BARE_APP, folder, { recursive: true, filter: (path) => !path.endsWith('.netlify') });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  // Marks the folder as a project of its own.
  mkdirSync(join(folder, '.git'));
  return folder;
}

/** Measures one start of a bare Next app behind the same front, until its page is there. */
async function measureBareStart(folder: string): Promise<Pick<Start, 'seconds' | 'processor'>> {
  const parts: Child[] = [];
  const [startedAt, before] = [performance.now(), processorSeconds(process.pid)];
  try {
    await startFront({
      mode: 'production',
      port: await freePort(),
      env: {},
      onStart: (child) => parts.push(child),
      folder,
      database: join(folder, 'database'),
    });
    const seconds = (performance.now() - startedAt) / 1000;
    return { seconds, processor: processorSeconds(process.pid) - before };
  } finally {
    await stopAll(parts);
  }
}

/**
 * Limits of a command. Those of times are multiples of what the bare app takes: 3 and 5 s, where it took
 * 1.8 s.
 */
type Limits = Record<keyof Start, number>;

const medianOf = <Key extends string>(starts: readonly Record<Key, number>[], key: Key): number =>
  quantile(
    starts.map((start) => start[key]),
    0.5,
  );

async function figuresOf(script: 'start' | 'dev', limits: Limits): Promise<Figure[]> {
  const [folder, bareApp] = [mkdtempSync(join(tmpdir(), 'bench-start-')), bareCopy()];
  const [starts, bare] = [[] as Start[], [] as Pick<Start, 'seconds' | 'processor'>[]];
  try {
    for (let count = 0; count <= STARTS; count += 1) {
      starts.push(await measureStart(script, join(folder, 'core.db')));
      bare.push(await measureBareStart(bareApp));
    }
  } finally {
    for (const made of [folder, bareApp]) rmSync(made, { recursive: true });
  }
  const [later, laterBare] = [starts.slice(1), bare.slice(1)];
  const command = script === 'dev' ? 'npm run dev' : 'npm start';
  const time = (name: string, key: 'seconds' | 'processor'): Figure => ({
    name: `${command}: ${name}`,
    value: medianOf(later, key),
    unit: 's',
    beside: { name: 'bare Next, built', value: medianOf(laterBare, key) },
    limit: { of: 'ratio', at: limits[key] },
  });
  return [
    time('until the table is shown, p50', 'seconds'),
    time('processor time until then, p50', 'processor'),
    {
      name: `${command}: memory of all processes after three requests (PSS), p50`,
      value: medianOf(later, 'memory'),
      unit: 'MiB',
      limit: { of: 'value', at: limits.memory },
    },
  ];
}

async function buildWhatIsMissing(): Promise<void> {
  const isBuilt = (folder: string) => existsSync(join(folder, '.next', 'BUILD_ID'));
  const codes = [isBuilt(root) ? 0 : await buildApp(), isBuilt(BARE_APP) ? 0 : await buildBareApp()];
  if (codes.some((code) => code !== 0)) throw new Error('A build failed.');
}

/** Later starts of the local stack: time, processor time and memory. Needs /proc. */
export async function startFigures(): Promise<Figure[]> {
  await buildWhatIsMissing();
  return [
    ...(await figuresOf('start', { seconds: 1.67, processor: 1.67, memory: 750 })),
    ...(await figuresOf('dev', { seconds: 2.78, processor: 2.78, memory: 1280 })),
  ];
}
