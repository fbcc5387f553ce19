import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildApp } from '../app-build.ts';
import { freePort } from '../ports.ts';
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

interface Limits {
  /** Until the table is shown. */
  seconds: number;
  /** The same in processor time, which other programs affect less. */
  processor: number;
  memory: number;
}

async function figuresOf(script: 'start' | 'dev', limits: Limits): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const starts: Start[] = [];
  try {
    for (let count = 0; count <= STARTS; count += 1)
      starts.push(await measureStart(script, join(folder, 'core.db')));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const later = starts.slice(1);
  const command = script === 'dev' ? 'npm run dev' : 'npm start';
  const figure = (name: string, key: keyof Start, unit: string): Figure => ({
    name: `${command}: ${name}`,
    value: quantile(
      later.map((start) => start[key]),
      0.5,
    ),
    unit,
    limit: { of: 'value', at: limits[key] },
  });
  return [
    figure('until the table is shown, p50', 'seconds', 's'),
    figure('processor time until then, p50', 'processor', 's'),
    figure('memory of all processes after three requests (PSS), p50', 'memory', 'MiB'),
  ];
}

/** Later starts of the local stack: time, processor time and memory. Needs /proc. */
export async function startFigures(): Promise<Figure[]> {
  if (!existsSync(join(root, '.next', 'BUILD_ID')) && (await buildApp()) !== 0)
    throw new Error('The build failed.');
  return [
    ...(await figuresOf('start', { seconds: 3, processor: 4.5, memory: 750 })),
    ...(await figuresOf('dev', { seconds: 5, processor: 5.5, memory: 1280 })),
  ];
}
