import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { LOCAL_CORE } from '../config/env/env.ts';
import { run } from './processes.ts';
import { jestCounts, reportFile, saveCounts } from './test-counts.ts';
import { tool } from './tools.ts';

const root = resolve(import.meta.dirname, '..');

/** Stands for the secret of a deploy: the tests look for it in everything that was built. */
const secret = process.env.SUPERTOKENS_API_KEY ?? `secret-${randomUUID()}`;

/** The address that the build fixes and the tests of the artefacts use. */
const ADDRESS = 'https://www.example.com';

/** An offline build has no deploy to serve; the local core stands in for the address that a deploy must have. */
function buildEnv(): Record<string, string> {
  return {
    SUPERTOKENS_CONNECTION_URI: process.env.SUPERTOKENS_CONNECTION_URI ?? LOCAL_CORE.uri,
    SUPERTOKENS_API_KEY: secret,
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    BUILD_OFFLINE: 'true',
    URL: process.env.URL ?? ADDRESS,
    // netlify-cli would make these up of the branch's name, which may be no part of an address.
    DEPLOY_PRIME_URL: process.env.DEPLOY_PRIME_URL ?? ADDRESS,
    DEPLOY_URL: process.env.DEPLOY_URL ?? ADDRESS,
    CI: '1',
  };
}

async function build(): Promise<number> {
  // What an earlier build left would be packed again.
  for (const left of ['functions', 'functions-internal', 'edge-functions']) {
    rmSync(join(root, '.netlify', left), { recursive: true, force: true });
  }
  const code = await run(tool('netlify-cli', ['build', '--offline'], 'netlify'), buildEnv());
  // This Next build answers at the address of a deploy alone; `npm start` shall make one of its own.
  rmSync(join(root, '.next', 'BUILD_ID'), { force: true });
  return code;
}

/** Loads what was built, as Netlify would, and calls it. */
async function checkArtefacts(): Promise<number> {
  const report = reportFile('artefacts');
  const code = await run(
    tool('jest', ['--selectProjects', 'artefacts', '--json', `--outputFile=${report}`]),
    { BUILD_SECRET: secret },
  );
  const counts = jestCounts(report);
  saveCounts('artefacts', code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);
  return code;
}

const code = await build();
if (code !== 0) saveCounts('artefacts', { passed: 0, failed: 1, skipped: 0 });
process.exitCode = code === 0 ? await checkArtefacts() : code;
