#!/usr/bin/env node
import module from 'node:module';
import { join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { StartError } from './errors.ts';
import { refuseOldNode } from './nodeVersion.ts';

const USAGE =
  'usage: supertokens-local-core [--port 3567] [--host 127.0.0.1] [--data FILE|:memory:] [--testing]\n' +
  '       [--features none|all|FEATURE,…]\n' +
  '       [--api-key KEY]… | [--api-key-file FILE] | [--no-api-key]';

const DEFAULT_PORT = '3567';
const DEFAULT_DATA = '.supertokens/core.db';

/** The core is for development and tests. A deployed app must use a real core. */
function refuseDeployment(): void {
  const { NODE_ENV, NETLIFY } = process.env;
  if (NODE_ENV !== 'production' && NETLIFY === undefined) return;
  throw new StartError(
    'NOT_FOR_DEPLOYMENT',
    `This core is for development and tests, and ${NETLIFY === undefined ? 'NODE_ENV is "production"' : 'this is Netlify'}. ` +
      'Point SUPERTOKENS_CONNECTION_URI at a managed core (https://supertokens.com) or at one of your own on PostgreSQL.',
  );
}

function readOptions() {
  const { values } = parseFlags();
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535)
    throw new StartError('USAGE', `--port takes a number from 0 to 65535, not "${values.port}".\n${USAGE}`);
  const chosen = [values['api-key'].length > 0, values['api-key-file'] !== undefined, values['no-api-key']];
  if (chosen.filter(Boolean).length > 1)
    throw new StartError('USAGE', `--api-key, --api-key-file and --no-api-key exclude each other.\n${USAGE}`);
  return { ...values, port };
}

type Options = ReturnType<typeof readOptions>;

function parseFlags() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: DEFAULT_PORT },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: DEFAULT_DATA },
        'api-key': { type: 'string', multiple: true, default: [] },
        'api-key-file': { type: 'string' },
        'no-api-key': { type: 'boolean', default: false },
        testing: { type: 'boolean', default: false },
        features: { type: 'string', default: 'all' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new StartError('USAGE', `${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

interface ApiKeys {
  readonly keys: readonly string[];
  /** Tells the developer which key to use. */
  readonly note: string;
}

/**
 * Returns the keys from the command line, or else one that is stored next to the data and survives a restart.
 */
async function chooseApiKeys(options: Options): Promise<ApiKeys> {
  const { createApiKey, readOrCreateApiKey } = await import('./apiKeyFile.ts');
  if (options['api-key'].length > 0) return { keys: options['api-key'], note: 'as chosen with --api-key' };
  // Test suites for the real core's test mode send no key.
  const isOpen = options['no-api-key'] || (options.testing && options['api-key-file'] === undefined);
  if (isOpen) return { keys: [], note: 'not required' };
  const file = options['api-key-file'] ?? keyFileBeside(options.data);
  if (file === undefined) {
    const key = createApiKey();
    return { keys: [key], note: `${key} (until this core stops)` };
  }
  const key = readOrCreateApiKey(file);
  return { keys: [key], note: `${key} (stored in ${file})` };
}

/** `core.db` → `core.key`; undefined for data in memory. */
function keyFileBeside(data: string): string | undefined {
  if (data === ':memory:') return undefined;
  const { dir, name } = parse(data);
  return join(dir, `${name}.key`);
}

async function main(): Promise<void> {
  refuseOldNode(process.versions.node);
  const options = readOptions();
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  refuseDeployment();
  // Compiling the core's own files is most of the start time; the cache skips it from the second start on.
  module.enableCompileCache();
  const { startCore } = await import('./index.ts');
  const { port, host, data, testing } = options;
  const { parseFeatures } = await import('./features.ts');
  const features = parseFeatures(options.features);
  const { keys, note } = await chooseApiKeys(options);
  const core = await startCore({ port, host, data, testing, features, apiKeys: keys });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      // Exit code 0, because the stop was requested.
      void core.close().then(() => process.exit(0));
    });
  // Last, because a process that waits for this line may stop the core at once.
  process.stdout.write(`SuperTokens-compatible core ready at ${core.url}\nAPI key: ${note}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
