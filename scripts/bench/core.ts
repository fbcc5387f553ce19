import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { perSecond, startClients, type Load, type OperationName } from './core-operations.ts';
import { startBenchCore } from './core-process.ts';
import { latencyOf, type Figure } from './figures.ts';

const TURNS = 5;
const SECONDS = 0.8;

/** Requests a second of the real core 11.4.7, in memory, on a machine of this kind with nothing else to do. */
const REAL_CORE: Partial<Record<OperationName, Record<1 | 8, number>>> = {
  'session create': { 1: 425, 8: 980 },
  refresh: { 1: 415, 8: 900 },
};

/** What the local core should reach, in times the figures of the real one, which holds everything in memory. */
const AT_LEAST = { 'in memory': 2, durable: 1 };

function besideRealCore(recorded: number | undefined, atLeast: number): Pick<Figure, 'beside' | 'limit'> {
  if (recorded === undefined) return {};
  const beside = { name: 'real core (recorded)', value: recorded };
  return { beside, limit: { of: 'ratio', at: atLeast, atLeast: true } };
}

async function figuresOf(kind: keyof typeof AT_LEAST, data: string): Promise<Figure[]> {
  const core = await startBenchCore(data);
  try {
    const figures: Figure[] = [];
    for (const name of ['session create', 'verify', 'refresh'] as const) {
      for (const clients of [1, 8] as const) {
        const work = await startClients(core.url, name, clients, 0);
        const turns: Load[] = [];
        for (let turn = 0; turn < TURNS; turn++) turns.push(await work(SECONDS));
        figures.push({
          name: `core ${kind}: ${name}, ${clients} client${clients > 1 ? 's' : ''}`,
          value: perSecond(turns),
          unit: 'requests/s',
          latency: latencyOf(turns.flatMap(({ samples }) => samples)),
          ...besideRealCore(REAL_CORE[name]?.[clients], AT_LEAST[kind]),
        });
      }
    }
    return figures;
  } finally {
    await core.stop();
  }
}

/** Requests a second of a local core without users, against what the real core was seen to do. */
export async function coreFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-core-'));
  try {
    return [
      ...(await figuresOf('in memory', ':memory:')),
      ...(await figuresOf('durable', join(folder, 'core.db'))),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
