import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `npm run admin -- …` against the core of the browser tests. */
export async function adminCommand(...args: string[]): Promise<void> {
  const core = {
    SUPERTOKENS_CONNECTION_URI: process.env.E2E_CORE_URL,
    SUPERTOKENS_API_KEY: process.env.E2E_CORE_API_KEY ?? '',
  };
  await run(process.execPath, ['scripts/admin.ts', ...args], { env: { ...process.env, ...core } });
}
