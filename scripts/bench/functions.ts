import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { run } from '../processes.ts';
import { builtZip, packFunction, unpackFunction } from './built-function.ts';
import { quantile, type Figure } from './figures.ts';

const root = resolve(import.meta.dirname, '..', '..');

const NAMES = ['user', 'auth', 'profile'] as const;

/** KiB, as gzip -9. */
const LIMITS: Partial<Record<string, number>> = { user: 165, auth: 260 };

/** The cold imports of ours against that of the guide's example. */
const IMPORT_RATIOS: Partial<Record<string, number>> = { user: 0.45, auth: 0.7 };

/**
 * KiB of JavaScript in a zip, each file at gzip -9, without Netlify's own runtime, which all functions have.
 */
function bundleWeight(zip: string): number {
  const entries = unzipSync(readFileSync(zip));
  const scripts = Object.entries(entries).filter(([path]) => /^(?!___netlify-).*\.(m|c)?js$/.test(path));
  return scripts.reduce((sum, [, bytes]) => sum + gzipSync(bytes, { level: 9 }).length, 0) / 1024;
}

const importer = `
const startedAt = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - startedAt));
process.exit(0);
`;

/** Milliseconds that a new process needs to import the module. */
function coldImport(entry: string): number {
  const env = {
    ...process.env,
    SUPERTOKENS_CONNECTION_URI: 'http://127.0.0.1:9',
    SUPERTOKENS_API_KEY: 'bench',
  };
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', importer, entry], { env }).toString(),
  );
}

const COLD_ROUNDS = 11;

/** Medians of cold imports, taken in turns, so that all have the same state of the machine. */
function coldImports(entries: Record<string, string>): Record<string, number> {
  const samples = new Map(Object.keys(entries).map((name) => [name, [] as number[]]));
  for (let round = 0; round < COLD_ROUNDS; round++)
    for (const [name, entry] of Object.entries(entries)) samples.get(name)?.push(coldImport(entry));
  return Object.fromEntries([...samples].map(([name, times]) => [name, quantile(times, 0.5)]));
}

const atMostRatio = (limit: number | undefined): Pick<Figure, 'limit'> =>
  limit === undefined ? {} : { limit: { of: 'ratio', at: limit } };

const atMost = (limit: number | undefined): Pick<Figure, 'limit'> =>
  limit === undefined ? {} : { limit: { of: 'value', at: limit } };

function importFigures(guideZip: string): Figure[] {
  const ours = Object.fromEntries(NAMES.map((name) => [name, unpackFunction(name)]));
  const times = coldImports({ ...ours, guide: unpackFunction('user', guideZip) });
  return NAMES.map((name) => ({
    name: `function ${name}, cold import, p50`,
    value: times[name] ?? NaN,
    unit: 'ms',
    beside: { name: "the guide's user function", value: times.guide ?? NaN },
    ...atMostRatio(IMPORT_RATIOS[name]),
  }));
}

/**
 * Sizes and cold import times of the functions as Netlify's build makes them, beside those of the guide's
 * user function.
 */
export async function functionFigures(): Promise<Figure[]> {
  const code = await run([process.execPath, join(root, 'scripts', 'netlify-build.ts')]);
  if (code !== 0) throw new Error('The Netlify build failed.');
  const guideZip = await packFunction(join(import.meta.dirname, 'guide-example', 'user.ts'));
  const beside = { name: "the guide's user function", value: bundleWeight(guideZip) };
  const sizes = NAMES.map((name): Figure => ({
    name: `function ${name}, gzip -9`,
    value: bundleWeight(builtZip(name)),
    unit: 'KiB',
    ...(name === 'user' && { beside }),
    ...atMost(LIMITS[name]),
  }));
  return [...sizes, ...importFigures(guideZip)];
}
