import { parseEnv, type Env } from '../config/env/env.ts';
import { describeCore } from '../netlify/build/coreCheck.ts';
import { coreAddresses } from '../netlify/platform/core/coreAddresses.ts';
import { serveLocalCore } from './localCore.ts';
import type { Options } from './serveOptions.ts';
import type { OnStart, Served } from './stack.ts';

/** Timeout for the check of a core, in milliseconds. */
const CORE_TIMEOUT_MS = 3000;

/**
 * One line per core: its details, or the problem. The start continues: a core may be sleeping or being
 * upgraded.
 */
async function describeCores({ core: { connectionUri, ...core }, signInMethods }: Env): Promise<string[]> {
  const shared = { ...core, signInMethods, timeout: CORE_TIMEOUT_MS };
  const cores = coreAddresses(connectionUri).map((uri) => ({ ...shared, uri }));
  const checks = await Promise.all(cores.map(describeCore));
  return checks.map((check) => check.note ?? `Warning: ${check.problem}`);
}

/**
 * Uses the core that the environment or .env names; without one, starts the local core.
 *
 * @throws EnvError, and PortInUseError, SecretError or StackError for the local core
 */
export async function startOrUseCore(options: Options, onStart: OnStart): Promise<Served> {
  if (!process.env.SUPERTOKENS_CONNECTION_URI) return serveLocalCore(options, onStart);
  const env = parseEnv(process.env);
  const { core } = env;
  return {
    env: { SUPERTOKENS_CONNECTION_URI: core.connectionUri, SUPERTOKENS_API_KEY: core.apiKey },
    row: core.connectionUri,
    notes: describeCores(env),
  };
}
