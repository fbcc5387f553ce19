import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { coreFigures } from './bench/core.ts';
import { equalWorkFigures } from './bench/equal-work.ts';
import { keepsLimit, ratioOf, table, type Figure } from './bench/figures.ts';
import { functionFigures } from './bench/functions.ts';
import { pageFigures } from './bench/pages.ts';
import { startFigures } from './bench/start.ts';
import { verificationFigures } from './bench/verification.ts';

const rooms = {
  core: () => coreFigures('throughput'),
  scale: () => coreFigures('scale'),
  functions: async () => [
    ...(await functionFigures()),
    ...(await verificationFigures()),
    ...(await equalWorkFigures()),
  ],
  pages: pageFigures,
  start: startFigures,
};

/** Returns what to measure; undefined if the arguments are invalid. */
function chosenRooms(): (() => Promise<Figure[]>)[] | undefined {
  try {
    const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
    const chosen = Object.entries(rooms).filter(([name]) => only === undefined || only === name);
    return chosen.length > 0 ? chosen.map(([, measure]) => measure) : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const chosen = chosenRooms();
if (chosen === undefined) {
  console.error(`Usage: npm run bench -- [--only ${Object.keys(rooms).join('|')}]`);
  process.exit(1);
}
const figures: Figure[] = [];
for (const measure of chosen) figures.push(...(await measure()));

const report = {
  date: new Date().toISOString(),
  machine: {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  figures: figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), keepsLimit: keepsLimit(figure) })),
};
const folder = resolve(import.meta.dirname, '..', 'test-results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'bench.json'), JSON.stringify(report, null, 2));
console.log(`\n${table(figures)}\n\nAs JSON: test-results/bench.json`);
process.exitCode = figures.some((figure) => keepsLimit(figure) === false) ? 1 : 0;
