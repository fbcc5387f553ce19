import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_CORE } from '../../config/env/env.ts';
import { freePort } from '../../scripts/ports.ts';
import type { Child } from '../../scripts/processes.ts';
import { startLocalCore } from '../../scripts/localCore.ts';
import { jestCounts } from '../../scripts/test-counts.ts';
import { tool } from '../../scripts/tools.ts';

/** Two test files: one sets the core's clock in every test, the other never. */
const FILES = ['session/refreshHopGrace', 'sign-in/journey'].map((name) => `__tests__/${name}.test.ts`);

let folder: string;
let core: Child & { url: string };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'another-core-'));
  const data = join(folder, 'core.db');
  core = await startLocalCore({ port: await freePort(), data, onStart: () => undefined });
});
afterAll(async () => {
  await core.stop();
  rmSync(folder, { recursive: true });
});

const count = async () => {
  const headers = { 'api-key': LOCAL_CORE.apiKey };
  const apps = await fetch(`${core.url}/recipe/multitenancy/app/list/v2`, { headers });
  const users = await fetch(`${core.url}/users/count`, { headers });
  const { count: usersOfApp } = (await users.json()) as { count: number };
  return { apps: ((await apps.json()) as { apps: unknown[] }).apps.length, usersOfApp };
};

test('the function tests run against another core and skip those that set its clock', async () => {
  const report = join(folder, 'report.json');
  const [node, ...args] = tool('jest', ['--json', `--outputFile=${report}`, '-w', '1', ...FILES]);
  const env = { ...process.env, TEST_CORE_URI: core.url, TEST_CORE_API_KEY: LOCAL_CORE.apiKey };
  const before = await count();
  const output = await new Promise<string>((resolve) => {
    execFile(node, args, { env }, (_error, _stdout, stderr) => resolve(stderr));
  });
  const { passed, failed, skipped } = jestCounts(report);
  expect([failed, failed > 0 ? output : '']).toEqual([0, '']);
  const results = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { name: string; assertionResults: { status: string }[] }[];
  };
  const statuses = (name: string) =>
    results.testResults
      .find((one) => one.name.includes(`${name}.test.ts`))
      ?.assertionResults.map(({ status }) => status);
  expect(statuses('journey')).toEqual(Array(passed).fill('passed'));
  expect(statuses('refreshHopGrace')).toEqual(Array(skipped).fill('pending'));
  expect(Math.min(passed, skipped)).toBeGreaterThan(0);
  // Each file has removed its own app, with its users.
  expect(await count()).toEqual(before);
});
