import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { LOCAL_CORE } from '../config/env/env.ts';
import { removePluginFunctions } from './plugin-functions.ts';
import { run } from './processes.ts';
import { jestCounts, reportFile, saveCounts } from './test-counts.ts';
import { NETLIFY_OFFLINE, tool } from './tools.ts';

const root = resolve(import.meta.dirname, '..');

/** Stands for the secret of a deploy: the tests search for it in all files of the build. */
const secret = process.env.SUPERTOKENS_API_KEY ?? `secret-${randomUUID()}`;

/** The origin that the build fixes and the tests of the artefacts use. */
const ADDRESS = 'https://www.example.com';

/** An offline build is for no deploy; the local core provides the address that a deploy requires. */
function offlineDeployEnv(): Record<string, string> {
  return {
    SUPERTOKENS_CONNECTION_URI: process.env.SUPERTOKENS_CONNECTION_URI ?? LOCAL_CORE.uri,
    SUPERTOKENS_API_KEY: secret,
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    BUILD_OFFLINE: 'true',
    URL: process.env.URL ?? ADDRESS,
    // netlify-cli would derive these from the branch name, which may be invalid in a host name.
    DEPLOY_PRIME_URL: process.env.DEPLOY_PRIME_URL ?? ADDRESS,
    DEPLOY_URL: process.env.DEPLOY_URL ?? ADDRESS,
    CI: '1',
  };
}

async function build(): Promise<number> {
  // Netlify would pack the result of an earlier build again.
  rmSync(join(root, '.netlify', 'functions'), { recursive: true, force: true });
  removePluginFunctions(root);
  const code = await run(tool('netlify-cli', ['build', ...NETLIFY_OFFLINE], 'netlify'), offlineDeployEnv());
  // This build responds at the address of a deploy only; `npm start` needs its own.
  rmSync(join(root, '.next', 'BUILD_ID'), { force: true });
  return code;
}

/** Loads the result like Netlify, and calls it. */
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
