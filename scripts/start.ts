import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './processes.ts';
import { serveUntilStopped } from './serve.ts';

const root = resolve(import.meta.dirname, '..');

/** `npm start` in a fresh clone has nothing to serve yet; a build that is there is served as it is. */
async function buildOnce(): Promise<number> {
  if (existsSync(join(root, '.next', 'BUILD_ID'))) return 0;
  return await run([process.execPath, join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build']);
}

const code = await buildOnce();
if (code === 0) await serveUntilStopped('production');
else process.exitCode = code;
