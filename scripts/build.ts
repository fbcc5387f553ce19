import { buildApp } from './app-build.ts';
import { run } from './processes.ts';
import { tool } from './tools.ts';

/**
 * Netlify's build command: builds the pages, then checks the types of what is deployed, pages and functions.
 */
async function build(): Promise<number> {
  const code = await buildApp();
  if (code !== 0) return code;
  // After Next's build, which writes the types of the routes.
  return run(tool('typescript', ['--noEmit', '--project', 'scripts/tsconfig.deploy.json'], 'tsc'));
}

process.exitCode = await build();
