import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { zipFunction } from '@netlify/zip-it-and-ship-it';
import { unzipSync } from 'fflate';
import { ENTRY_FILE, loadEntryPoint, type NetlifyEvent } from '../netlifyRuntime.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const built = join(ROOT, '.netlify', 'functions');

interface Call {
  path: string;
  method: string;
  cookie?: string;
  body?: unknown;
}

export interface FunctionEvent {
  call: (call: Call) => Promise<{ status: number; cookies: string[]; body: string }>;
}

/** Path of the zip that Netlify's build made of a function. */
export const builtZip = (name: string): string => join(built, `${name}.zip`);

/**
 * Bundles a function of the bench with Netlify's bundler.
 *
 * @param source its file
 * @returns the path of the zip, which is removed when this process ends
 */
export async function packFunction(source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-packed-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = { '*': { nodeBundler: 'esbuild', nodeVersion: '24' } } as const;
  const packed = await zipFunction(source, folder, { basePath: ROOT, config });
  if (packed === undefined) throw new Error(`Netlify packs no function of ${source}.`);
  return packed.path;
}

/** Unpacks a zip outside the project, into a folder that is removed when this process ends. */
function unpacked(zip: string): { folder: string; files: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-function-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const entries = unzipSync(readFileSync(zip));
  for (const [path, bytes] of Object.entries(entries)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), bytes);
  }
  return { folder, files: Object.keys(entries) };
}

/** Unpacks a function's zip outside the project, and returns the file with its code. */
export function unpackFunction(name: string, zip = builtZip(name)): string {
  const { folder, files } = unpacked(zip);
  const entry = files.find((path) => new RegExp(`^${name}\\.(m|c)?js$`).test(path));
  if (entry === undefined) throw new Error(`${name}.zip holds no ${name}.`);
  return join(folder, entry);
}

function toEvent({ path, method, cookie, body }: Call): NetlifyEvent {
  return {
    // The origin that scripts/netlify-build.ts fixes.
    rawUrl: `https://www.example.com${path}`,
    httpMethod: method,
    headers: {
      host: 'www.example.com',
      'content-type': 'application/json',
      rid: 'session',
      ...(cookie && { cookie }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  };
}

/** Loads the function of a zip into this process, with the environment that it reads at its first call. */
export async function loadFunction(zip: string, env: Record<string, string>): Promise<FunctionEvent> {
  Object.assign(process.env, env);
  const callEntry = await loadEntryPoint(join(unpacked(zip).folder, ENTRY_FILE));
  return {
    async call(call) {
      const { statusCode, cookies, body } = await callEntry(toEvent(call));
      return { status: statusCode, cookies, body };
    },
  };
}
