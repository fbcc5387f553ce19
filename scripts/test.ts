import { resolve } from 'node:path';
import { buildApp } from './app-build.ts';
import { changedTests } from './changed-tests.ts';
import { functionBundles, placesOf } from './function-bundles.ts';
import { ignoreEnvFiles } from './ignoreEnvFiles.ts';
import { CODE_CACHE, run } from './processes.ts';
import {
  jestCounts,
  NO_REPORT,
  playwrightCounts,
  reportFile,
  saveCounts,
  type Counts,
} from './test-counts.ts';
import { tool } from './tools.ts';

/** Test files allocate much and keep little: with the default of 16 MB, a tenth of the time is collection. */
const YOUNG_HEAP = '--max-semi-space-size=64';

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
    { ...CODE_CACHE, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${YOUNG_HEAP}`.trim() },
  );
  return atLeastOneFailure(jestCounts(report), code);
}

/** Playwright: the production build in a browser. */
async function browser(args: readonly string[]): Promise<Counts> {
  const report = reportFile('browser');
  // Each worker would bundle the functions for itself.
  const [built] = await Promise.all([buildApp(), functionBundles(placesOf('production'))]);
  if (built !== 0) return NO_REPORT;
  const env = { ...CODE_CACHE, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const code = await run(tool('@playwright/test', ['test', ...args], 'playwright'), env);
  return atLeastOneFailure(playwrightCounts(report), code);
}

/** A runner that exits with an error has failed, whatever its report says. */
function atLeastOneFailure(counts: Counts, code: number): Counts {
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

const suites = { unit, browser };
type Suite = keyof typeof suites;

/** Arguments of ours; all others, tests to run or options, go to the runner. */
const [UNIT, BROWSER, CHANGED] = ['--unit', '--e2e', '--changed'] as const;
const given = process.argv.slice(2);
const args = given.filter((arg) => ![UNIT, BROWSER, CHANGED].some((own) => own === arg));
const only: Suite | undefined = given.includes(UNIT)
  ? 'unit'
  : given.includes(BROWSER)
    ? 'browser'
    : undefined;
const chosen: readonly Suite[] = only === undefined ? ['unit', 'browser'] : [only];
const changed = given.includes(CHANGED) ? changedTests() : undefined;

/** What a suite is to run; undefined if it has no test of what has changed. */
function argumentsOf(suite: Suite): string[] | undefined {
  if (changed === undefined) return args;
  if (changed[suite].length === 0) return undefined;
  return [...args, ...(suite === 'unit' ? ['--runTestsByPath'] : []), ...changed[suite]];
}

/** Never rejects: the other suite runs, too. */
async function runSuite(suite: Suite): Promise<Counts | undefined> {
  try {
    const suiteArgs = argumentsOf(suite);
    if (suiteArgs === undefined) return undefined;
    const counts = await suites[suite](suiteArgs);
    saveCounts(suite, counts);
    return counts;
  } catch (error) {
    console.error(`${suite}:`, error);
    return NO_REPORT;
  }
}

function printResult(suite: Suite, counts: Counts | undefined): void {
  if (counts === undefined) {
    console.log(`\n${suite}: no tests of what has changed\n`);
    return;
  }
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped (they need the local core)` : '';
  console.log(`\n${suite}: ${counts.passed} green, ${counts.failed} red${skipped}\n`);
}

ignoreEnvFiles(resolve(import.meta.dirname, '..'), process.env);
let failed = 0;
for (const suite of chosen) {
  const counts = await runSuite(suite);
  printResult(suite, counts);
  failed += counts?.failed ?? 0;
}
process.exitCode = failed > 0 ? 1 : 0;
