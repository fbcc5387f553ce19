import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { run } from '../processes.ts';
import { unpackFunction } from './built-function.ts';
import { quantile, type Figure } from './figures.ts';

const root = resolve(import.meta.dirname, '..', '..');
const built = join(root, '.netlify', 'functions');

/** KiB of JavaScript in a zip, each file at gzip -9; not counting what Netlify's own runtime adds to every function. */
function bundleWeight(name: string): number {
  const entries = unzipSync(readFileSync(join(built, `${name}.zip`)));
  const scripts = Object.entries(entries).filter(([path]) => /^(?!___netlify-).*\.(m|c)?js$/.test(path));
  return scripts.reduce((sum, [, bytes]) => sum + gzipSync(bytes, { level: 9 }).length, 0) / 1024;
}

const importer = `
const begun = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - begun));
process.exit(0);
`;

/** Milliseconds that a new process needs to import the function. */
function coldImports(name: string, count = 9): number[] {
  const entry = unpackFunction(name);
  const env = {
    ...process.env,
    SUPERTOKENS_CONNECTION_URI: 'http://127.0.0.1:9',
    SUPERTOKENS_API_KEY: 'bench',
  };
  const once = () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', importer, entry], { env }).toString(),
    );
  return Array.from({ length: count }, once);
}

/** Sizes and cold import times of the functions as Netlify's build makes them. */
export async function functionFigures(): Promise<Figure[]> {
  const code = await run([process.execPath, join(root, 'scripts', 'netlify-build.ts')]);
  if (code !== 0) throw new Error('The Netlify build failed.');
  const names = ['user', 'auth', 'profile'];
  const sizes = names.map((name): Figure => ({
    name: `function ${name}, gzip -9`,
    value: bundleWeight(name),
    unit: 'KiB',
    ...(name === 'user' && { limit: { of: 'value', at: 200 } }),
  }));
  const imports = names.map((name): Figure => ({
    name: `function ${name}, cold import, p50`,
    value: quantile(coldImports(name), 0.5),
    unit: 'ms',
  }));
  return [...sizes, ...imports];
}
