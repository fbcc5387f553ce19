import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { perSecond, startClients, type Load, type OperationName } from './operations.ts';
import { startBenchCore } from './process.ts';
import { latencyOf, type Figure } from './figures.ts';

const ROUNDS = 5;
const ROUND_SECONDS = 0.8;

/** Requests per second of the real core 11.4.7, in memory, on an idle machine with two CPU cores. */
const REAL_CORE: Partial<Record<OperationName, Record<1 | 8, number>>> = {
  'session create': { 1: 425, 8: 980 },
  refresh: { 1: 415, 8: 900 },
};

/** Required throughput relative to the real core, which was measured in memory. */
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
        const rounds: Load[] = [];
        for (let round = 0; round < ROUNDS; round++) rounds.push(await work(ROUND_SECONDS));
        figures.push({
          name: `core ${kind}: ${name}, ${clients} client${clients > 1 ? 's' : ''}`,
          value: perSecond(rounds),
          unit: 'requests/s',
          latency: latencyOf(rounds.flatMap(({ samples }) => samples)),
          ...besideRealCore(REAL_CORE[name]?.[clients], AT_LEAST[kind]),
        });
      }
    }
    return figures;
  } finally {
    await core.stop();
  }
}

/** Measures requests per second on an empty database, compared with the real core. */
export async function throughputFigures(): Promise<Figure[]> {
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
