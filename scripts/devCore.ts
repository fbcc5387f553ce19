import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseEnv, type Env } from '../config/env/env.ts';
import { describeCore } from '../netlify/build/coreCheck.ts';
import { startLocalCore } from './localCore.ts';
import { CORE_KEY_FILE } from './localSecrets.ts';
import { assertFree } from './ports.ts';
import type { Options } from './serveOptions.ts';
import type { OnStart, Served } from './stack.ts';

const root = resolve(import.meta.dirname, '..');

/** How long the start waits for a core, in milliseconds. */
const CORE_TIMEOUT_MS = 3000;

/** One line per core: what it offers, or what is wrong. The start goes on: a core may be asleep or being upgraded. */
async function describeCores({ connectionUri, ...core }: Env['core']): Promise<string[]> {
  const cores = connectionUri.split(';').map((uri) => ({ ...core, uri, timeout: CORE_TIMEOUT_MS }));
  const checks = await Promise.all(cores.map(describeCore));
  return checks.map((check) => check.note ?? `Warning: ${check.problem}`);
}

/** Returns a path as the table shows it: relative if it is in the project. */
function shown(path: string): string {
  if (path === ':memory:') return 'memory';
  const below = relative(root, path);
  return below.startsWith('..') ? path : below;
}

/** Starts the local core. Its API key is the one in CORE_KEY_FILE. */
async function startCoreForDev({ corePort, data }: Options, onStart: OnStart): Promise<Served> {
  await assertFree(corePort, 'the local core', '--core-port');
  const core = await startLocalCore({
    port: corePort,
    data,
    onStart,
    apiKeyFile: CORE_KEY_FILE,
    print: console.log,
  });
  const key = readFileSync(CORE_KEY_FILE, 'utf8').trim();
  return {
    env: { SUPERTOKENS_CONNECTION_URI: core.url, SUPERTOKENS_API_KEY: key },
    row: `${core.url} (local, data in ${shown(data)}, API key in ${shown(CORE_KEY_FILE)})`,
  };
}

/**
 * Uses the core that the environment or .env names; without one, starts the local core.
 *
 * @throws EnvError, and PortInUseError, SecretError or StackError for the local core
 */
export async function startOrUseCore(options: Options, onStart: OnStart): Promise<Served> {
  if (!process.env.SUPERTOKENS_CONNECTION_URI) return startCoreForDev(options, onStart);
  const { core } = parseEnv(process.env);
  return {
    env: { SUPERTOKENS_CONNECTION_URI: core.connectionUri, SUPERTOKENS_API_KEY: core.apiKey },
    row: core.connectionUri,
    notes: describeCores(core),
  };
}
