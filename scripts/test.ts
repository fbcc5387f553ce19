import { resolve } from 'node:path';
import { buildApp } from './app-build.ts';
import { changedTests } from './changed-tests.ts';
import { DeferredOutput } from './deferred-output.ts';
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

/** How a suite runs beside the other one. */
interface Beside {
  /** Takes what the suite prints; without it the suite prints to this terminal. */
  onLine?: (line: string) => void;
  /** Whether the other suite goes first where both need the processor. */
  background?: boolean;
}

/** Jest: units, React components, functions through events, the core over HTTP and through the SDK. */
async function unit(args: readonly string[], { background }: Beside = {}): Promise<Counts> {
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
    background === true ? { background } : {},
  );
  return atLeastOneFailure(jestCounts(report), code);
}

/** Playwright: the production build in a browser. */
async function browser(args: readonly string[], { onLine }: Beside = {}): Promise<Counts> {
  const report = reportFile('browser');
  const built = await buildApp(onLine);
  if (built !== 0) return NO_REPORT;
  const env = { ...CODE_CACHE, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const code = await run(
    tool('@playwright/test', ['test', ...args], 'playwright'),
    env,
    onLine && { onLine },
  );
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

/** Never rejects: what one suite has printed and counted must not be lost because the other cannot run. */
async function runSuite(suite: Suite, beside: Beside): Promise<Counts | undefined> {
  try {
    const suiteArgs = argumentsOf(suite);
    if (suiteArgs === undefined) return undefined;
    const counts = await suites[suite](suiteArgs, beside);
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

/**
 * Runs the suites at the same time, because each leaves the processor idle where it waits for servers or
 * pages. Pages go first: their requests have time limits, and unit tests set their own clock. What the
 * browser tests print follows what the unit tests have printed.
 *
 * @returns the number of failed tests
 */
async function runSuites(): Promise<number> {
  const areBoth = chosen.length > 1;
  const output = new DeferredOutput();
  const beside: Record<Suite, Beside> = areBoth
    ? { unit: { background: true }, browser: { onLine: output.print } }
    : { unit: {}, browser: {} };
  const running = chosen.map(async (suite) => [suite, await runSuite(suite, beside[suite])] as const);
  let failed = 0;
  for (const result of running) {
    const [suite, counts] = await result;
    printResult(suite, counts);
    failed += counts?.failed ?? 0;
    output.release();
  }
  return failed;
}

ignoreEnvFiles(resolve(import.meta.dirname, '..'), process.env);
process.exitCode = (await runSuites()) > 0 ? 1 : 0;
