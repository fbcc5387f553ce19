import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../processes.ts';
import type { Figure } from './figures.ts';

const program = resolve(import.meta.dirname, '..', '..', 'core', 'bench', 'main.ts');

/** Runs a benchmark of the core package in its own process. Throws if it fails. */
export async function coreFigures(name: 'throughput' | 'scale'): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const report = join(folder, 'figures.json');
  try {
    const code = await run([process.execPath, program, '--only', name, '--json', report]);
    if (code !== 0) throw new Error(`The benchmark "${name}" of the core failed with code ${code}.`);
    return JSON.parse(readFileSync(report, 'utf8')) as Figure[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
