import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isWithinLimit, type Figure } from './figures.ts';
import { scaleFigures } from './scale.ts';
import { throughputFigures } from './throughput.ts';

/** Usage: npm run bench -- [--only throughput|scale] [--json FILE]. Exits with 1 if a limit is exceeded. */
const benches = { throughput: throughputFigures, scale: scaleFigures };

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(benches)) {
  if (values.only === undefined || values.only === name) figures.push(...(await measure()));
}

if (values.json === undefined) {
  console.table(
    figures.map((figure) => ({
      figure: figure.name,
      value: `${figure.value.toFixed(2)} ${figure.unit}`,
      'p50 / p99 (ms)': figure.latency
        ? `${figure.latency.p50.toFixed(2)} / ${figure.latency.p99.toFixed(2)}`
        : '',
      beside: figure.beside ? `${figure.beside.name} ${figure.beside.value.toFixed(2)}` : '',
      'within limit': isWithinLimit(figure) ?? '',
    })),
  );
  process.exitCode = figures.some((figure) => isWithinLimit(figure) === false) ? 1 : 0;
} else writeFileSync(values.json, JSON.stringify(figures));
