import { parseArgs } from 'node:util';
import { buildApp } from './app-build.ts';
import { run } from './processes.ts';
import { jestCounts, playwrightCounts, reportFile, saveCounts, type Counts } from './test-counts.ts';
import { tool } from './tools.ts';

/** Jest: units, React components, functions through events, the core over HTTP and through the SDK. */
async function unit(args: readonly string[]): Promise<Counts> {
  const report = reportFile('unit');
  const code = await run(
    tool('jest', [
      '--selectProjects',
      'unit',
      '--json',
      `--outputFile=${report}`,
      '--testLocationInResults',
      ...args,
    ]),
  );
  return atLeastOneFailure(jestCounts(report), code);
}

/** Playwright: the production build in a browser. */
async function browser(args: readonly string[]): Promise<Counts> {
  const report = reportFile('browser');
  const built = await buildApp();
  if (built !== 0) return { passed: 0, failed: 1, skipped: 0 };
  const code = await run(tool('@playwright/test', ['test', ...args], 'playwright'), {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return atLeastOneFailure(playwrightCounts(report), code);
}

/** A runner that exits with a failure has failed, whatever its report says. */
function atLeastOneFailure(counts: Counts, code: number): Counts {
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

const suites = { unit, browser };

const { values, positionals } = parseArgs({
  options: { unit: { type: 'boolean' }, e2e: { type: 'boolean' } },
  allowPositionals: true,
});
const chosen = values.unit
  ? (['unit'] as const)
  : values.e2e
    ? (['browser'] as const)
    : (['unit', 'browser'] as const);

let failed = 0;
for (const suite of chosen) {
  const counts = await suites[suite](positionals);
  saveCounts(suite, counts);
  failed += counts.failed;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped (they need the local core)` : '';
  console.log(`\n${suite}: ${counts.passed} green, ${counts.failed} red${skipped}\n`);
}
process.exitCode = failed > 0 ? 1 : 0;
