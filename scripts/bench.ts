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

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(rooms)) {
  if (values.only === undefined || values.only === name) figures.push(...(await measure()));
}

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
