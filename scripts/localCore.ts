import { join, relative, resolve } from 'node:path';
import { LOCAL_CORE } from '../config/env/env.ts';
import { CORE_KEY_FILE, readOrCreateSecret } from './localSecrets.ts';
import { assertFree } from './ports.ts';
import { CODE_CACHE, start } from './processes.ts';
import { untilReady } from './readiness.ts';
import type { Options } from './serveOptions.ts';
import { awaitedLater, recorder, type OnStart, type Part, type PartOptions, type Served } from './stack.ts';

const root = resolve(import.meta.dirname, '..');

const MAIN = join(root, 'core', 'src', 'main.ts');

interface CoreOptions extends PartOptions {
  port: number;
  /** Database file, or `:memory:`. */
  data: string;
  /** File with the API key of the core; without it the key is that of LOCAL_CORE. */
  apiKeyFile?: string;
}

/** Output of core/src/main.ts when it listens. */
const CORE_READY = /^SuperTokens-compatible core ready at /;

const CORE_KEY = /^API key: /;

/** Starts the local SuperTokens core of `core/` and waits until it is ready. Throws StackError. */
export async function startLocalCore({ port, data, apiKeyFile, onStart, print }: CoreOptions): Promise<Part> {
  const { output, onLine } = recorder((line) => {
    // The start prints the address of the core itself, and the terminal may be a log.
    if (!CORE_READY.test(line) && !CORE_KEY.test(line)) print?.(line);
  });
  const key = apiKeyFile === undefined ? ['--api-key', LOCAL_CORE.apiKey] : ['--api-key-file', apiKeyFile];
  const args = ['--port', String(port), '--data', data, ...key];
  const child = start('local core', [process.execPath, MAIN, ...args], {
    onLine,
    env: CODE_CACHE,
  });
  onStart(child);
  await untilReady(child, output, () => output.some((line) => CORE_READY.test(line)));
  return { ...child, url: `http://127.0.0.1:${port}` };
}

/** Returns a path for the table: relative if it is in the project. */
function shown(path: string): string {
  if (path === ':memory:') return 'memory';
  const below = relative(root, path);
  return below.startsWith('..') ? path : below;
}

/**
 * Starts the local core of `npm run dev`. Its API key is in CORE_KEY_FILE.
 *
 * @throws PortInUseError, SecretError
 */
export async function serveLocalCore({ corePort, data }: Options, onStart: OnStart): Promise<Served> {
  await assertFree(corePort, 'the local core', '--core-port');
  const key = readOrCreateSecret(CORE_KEY_FILE);
  const url = `http://127.0.0.1:${corePort}`;
  return {
    ready: awaitedLater(
      startLocalCore({ port: corePort, data, onStart, apiKeyFile: CORE_KEY_FILE, print: console.log }),
    ),
    env: { SUPERTOKENS_CONNECTION_URI: url, SUPERTOKENS_API_KEY: key },
    row: `${url} (local, data in ${shown(data)}, API key in ${shown(CORE_KEY_FILE)})`,
  };
}
