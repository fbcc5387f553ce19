import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/browser.ts';

/** Host names of this machine in the tests. */
const HOSTS = '--host-resolver-rules=MAP *.test 127.0.0.1';

/** A page of a test lives for too short a time to earn back what it costs to optimize its scripts. */
const NO_OPTIMIZATION = '--js-flags=--no-maglev --no-turbofan';

/** Where a test waits for a page, another one uses the processor. */
const MAX_WORKERS = 2;

export default defineConfig({
  testDir: '__tests__',
  testMatch: '**/*.spec.ts',
  forbidOnly: true,
  fullyParallel: false,
  // Each worker has a stack of its own (support/browser/test.ts), with about 1 GB of memory.
  workers: MAX_WORKERS,
  retries: 0,
  // For tests that hang only: a busy machine must not fail them.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  outputDir: 'test-results/browser',
  reporter: [['list'], ['json']],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: await launchOptions([HOSTS, NO_OPTIMIZATION]),
    // Recorded for every test: screenshots, sources and copies of the page would cost as much time again.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
});
