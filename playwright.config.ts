import { defineConfig, devices } from '@playwright/test';

// Makes @sparticuz/chromium unpack the NSS libraries that it brings, so that no system package is needed.
process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';

/** The package's own flags switch web security and process isolation off: what is tested here is exactly those. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP *.test 127.0.0.1',
];

/** On Linux the Chromium that ships inside its npm package; elsewhere the Chrome that is installed. */
async function browser() {
  if (process.platform !== 'linux') return { channel: 'chrome' };
  const { default: chromium } = await import('@sparticuz/chromium');
  return { launchOptions: { executablePath: await chromium.executablePath(), args: flags } };
}

export default defineConfig({
  testDir: '__tests__/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './__tests__/e2e/support/stack.ts',
  forbidOnly: true,
  fullyParallel: false,
  // One stack and one clock serve every test: they take turns.
  workers: 1,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results/browser',
  reporter: [['list'], ['json']],
  use: {
    ...devices['Desktop Chrome'],
    ...(await browser()),
    baseURL: process.env.E2E_BASE_URL,
    trace: 'retain-on-failure',
  },
});
