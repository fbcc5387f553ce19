import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/browser.ts';

/** The names that the tests give this machine. */
const HOSTS = '--host-resolver-rules=MAP *.test 127.0.0.1';

export default defineConfig({
  testDir: '__tests__',
  testMatch: '**/*.spec.ts',
  globalSetup: './__tests__/support/browser/stack.ts',
  forbidOnly: true,
  fullyParallel: false,
  // One stack and one clock serve every test: they take turns.
  workers: 1,
  retries: 0,
  // Only what hangs ends by them: that a machine is busy is no fault of a test.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  outputDir: 'test-results/browser',
  reporter: [['list'], ['json']],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: await launchOptions([HOSTS]),
    baseURL: process.env.E2E_BASE_URL,
    trace: 'retain-on-failure',
  },
});
