import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';

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

interface LambdaAnswer {
  statusCode: number;
  multiValueHeaders?: Record<string, string[]>;
  body: string;
}

type Handler = (event: unknown, context: unknown) => Promise<LambdaAnswer>;

/** Path of the zip that Netlify's build made of a function. */
export const builtZip = (name: string): string => join(built, `${name}.zip`);

/** Unpacks a function's zip outside the project, and returns the file with its handler. */
export function unpackFunction(name: string, zip = builtZip(name)): string {
  const folder = mkdtempSync(join(tmpdir(), `bench-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const entries = unzipSync(readFileSync(zip));
  for (const [path, bytes] of Object.entries(entries)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), bytes);
  }
  const entry = Object.keys(entries).find((path) => new RegExp(`^${name}\\.(m|c)?js$`).test(path));
  if (entry === undefined) throw new Error(`${name}.zip holds no handler.`);
  return join(folder, entry);
}

function toEvent({ path, method, cookie, body }: Call) {
  const headers = {
    // The origin that scripts/netlify-build.ts fixes.
    host: 'www.example.com',
    'content-type': 'application/json',
    rid: 'session',
    ...(cookie && { cookie }),
  };
  return {
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    rawUrl: `https://www.example.com${path}`,
    rawQuery: '',
  };
}

/** Loads the built function into this process, with the environment that it reads at its first call. */
export async function loadFunction(name: string, env: Record<string, string>): Promise<FunctionEvent> {
  Object.assign(process.env, env);
  const { handler } = (await import(pathToFileURL(unpackFunction(name)).href)) as { handler: Handler };
  return {
    async call(call) {
      const answer = await handler(toEvent(call), {});
      const cookies = Object.entries(answer.multiValueHeaders ?? {}).find(
        ([key]) => key.toLowerCase() === 'set-cookie',
      )?.[1];
      return { status: answer.statusCode, cookies: cookies ?? [], body: answer.body };
    },
  };
}
