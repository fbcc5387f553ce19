import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { ENTRY_FILE, loadEntryPoint, type NetlifyEvent } from '../netlifyRuntime.ts';

const built = resolve(import.meta.dirname, '..', '..', '.netlify', 'functions');

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

/** Unpacks a function's zip outside the project, and returns the file with its code. */
export function unpackFunction(name: string, zip = builtZip(name)): string {
  const folder = mkdtempSync(join(tmpdir(), `bench-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const entries = unzipSync(readFileSync(zip));
  for (const [path, bytes] of Object.entries(entries)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), bytes);
  }
  const entry = Object.keys(entries).find((path) => new RegExp(`^${name}\\.(m|c)?js$`).test(path));
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

/**
 * Loads a function into this process, with the environment that it reads at its first call.
 *
 * @param zip by default that of the built function
 */
export async function loadFunction(
  name: string,
  env: Record<string, string>,
  zip?: string,
): Promise<FunctionEvent> {
  Object.assign(process.env, env);
  const callEntry = await loadEntryPoint(join(dirname(unpackFunction(name, zip)), ENTRY_FILE));
  return {
    async call(call) {
      const { statusCode, cookies, body } = await callEntry(toEvent(call));
      return { status: statusCode, cookies, body };
    },
  };
}
