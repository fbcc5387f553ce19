import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '..', 'test-results');

export interface Counts {
  passed: number;
  failed: number;
  /** Tests that need the local core, when TEST_CORE_URI names another one. */
  skipped: number;
}

/** Path of a runner's own report; removes that of an earlier run. */
export function reportFile(suite: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${suite}.report.json`);
  rmSync(file, { force: true });
  return file;
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numRuntimeErrorTestSuites: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** What a suite without a report counts as: one failure. */
export const NO_REPORT: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Counts of Jest. A test file that could not be loaded is a failure, too. */
export function jestCounts(file: string): Counts {
  const report = readReport(file) as JestReport | undefined;
  if (report === undefined) return NO_REPORT;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests,
  };
}

/** Counts of Playwright; an error outside of tests is a failure, too. */
export function playwrightCounts(file: string): Counts {
  const report = readReport(file) as PlaywrightReport | undefined;
  if (report === undefined) return NO_REPORT;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** Saves the counts of a suite for `.ci/run`, which adds them up. */
export function saveCounts(suite: string, counts: Counts): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${suite}.counts.json`), JSON.stringify(counts));
}
