import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from './processes.ts';
import { tool } from './tools.ts';

const steps: Record<string, [string, ...string[]]> = {
  format: tool('prettier', ['--check', '--log-level', 'warn', '.']),
  // Writes next-env.d.ts and the route types, which a fresh clone does not have.
  'route types': tool('next', ['typegen']),
  lint: tool('eslint', ['--max-warnings', '0', '.']),
  types: tool('typescript', ['--noEmit'], 'tsc'),
  imports: tool('dependency-cruiser', ['--config', '.dependency-cruiser.cjs', '.'], 'depcruise'),
  'unused code': tool('knip', []),
  tests: [process.execPath, 'scripts/test.ts'],
};

// `next dev` leaves route types of pages that no longer exist, which tsc would report.
rmSync(resolve(import.meta.dirname, '..', '.next/dev/types'), { recursive: true, force: true });

const red: string[] = [];
for (const [name, command] of Object.entries(steps)) {
  const startedAt = performance.now();
  const code = await run(command);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✔' : '✘'} ${name} (${seconds} s)`);
  if (code !== 0) red.push(name);
}
if (red.length > 0) {
  console.error(`\nNot valid: ${red.join(', ')}.`);
  process.exitCode = 1;
}
