import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KIT = join(__dirname, '..', 'cdi-kit');

interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface ScenarioResult {
  readonly name: string;
  readonly failure: {
    readonly step: number;
    readonly request: string;
    readonly differences: Difference[];
  } | null;
}

/** The scenario names of a file of the kit. */
export const scenariosOf = (file: string): string[] =>
  (JSON.parse(readFileSync(join(KIT, 'public', `${file}.json`), 'utf8')) as { name: string }[]).map(
    ({ name }) => name,
  );

export const kitFiles = (): string[] =>
  readdirSync(join(KIT, 'public'))
    .map((file) => file.replace('.json', ''))
    .sort();

/** Runs the kit's program with these files against a core. */
export async function replay(
  url: string,
  files: readonly string[],
  options: readonly string[] = ['--jobs', '4'],
): Promise<ScenarioResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cdi-kit-'));
  const output = join(folder, 'results.json');
  try {
    const args = [join(KIT, 'replay.mjs'), url, '--only', files.join(), ...options, '--json', output];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    await new Promise((resolve, reject) => {
      child.once('exit', resolve);
      child.once('error', reject);
    });
    return (JSON.parse(readFileSync(output, 'utf8')) as { results: ScenarioResult[] }).results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Formats a failure for the test output. */
export function describeFailure({ failure }: ScenarioResult): string {
  if (failure === null) return '';
  const differences = failure.differences.map(
    ({ path, expected, got }) =>
      `${path}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`,
  );
  return [`step ${String(failure.step)}: ${failure.request}`, ...differences].join('\n');
}
