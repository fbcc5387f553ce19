import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildApp } from './app-build.ts';
import { reportStartError, serveUntilStopped } from './serve.ts';
import { readOptions } from './serveOptions.ts';

const root = resolve(import.meta.dirname, '..');

/** `npm start` in a fresh clone has no build yet; an existing build is served unchanged. */
async function buildOnce(): Promise<number> {
  if (existsSync(join(root, '.next', 'BUILD_ID'))) return 0;
  return await buildApp();
}

/** Checks the options before the build, which takes a minute. */
async function startBuilt(): Promise<void> {
  try {
    readOptions();
  } catch (error) {
    reportStartError(error);
    return;
  }
  const code = await buildOnce();
  if (code === 0) await serveUntilStopped('production');
  else process.exitCode = code;
}

await startBuilt();
