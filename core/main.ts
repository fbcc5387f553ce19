import { parseArgs } from 'node:util';
import { StartError } from './errors.ts';
import { startCore } from './index.ts';
import type { CoreOptions } from './index.ts';

const USAGE =
  'usage: node core/main.ts [--port 3567] [--host 127.0.0.1] [--data FILE|:memory:] [--api-key KEY]… [--testing]';

const DEFAULT_PORT = '3567';
const DEFAULT_DATA = '.supertokens/core.db';

/** This core is for one machine and its developers: it is not what a deployed app may rely on. */
function refuseDeployment(): void {
  const { NODE_ENV, NETLIFY } = process.env;
  if (NODE_ENV !== 'production' && NETLIFY === undefined) return;
  throw new StartError(
    'NOT_FOR_DEPLOYMENT',
    `This core is for development and tests, and ${NETLIFY === undefined ? 'NODE_ENV is "production"' : 'this is Netlify'}. ` +
      'Point SUPERTOKENS_CONNECTION_URI at a managed core (https://supertokens.com) or at one of your own on PostgreSQL.',
  );
}

function readOptions(): CoreOptions {
  const { values } = parseFlags();
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new StartError('USAGE', `--port takes a number from 0 to 65535, not "${values.port}".\n${USAGE}`);
  return { port, host: values.host, data: values.data, apiKeys: values['api-key'], testing: values.testing };
}

function parseFlags() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: DEFAULT_PORT },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: DEFAULT_DATA },
        'api-key': { type: 'string', multiple: true, default: [] },
        testing: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new StartError('USAGE', `${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

try {
  refuseDeployment();
  const core = await startCore(readOptions());
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      // The exit code is 0 because the end was asked for.
      void core.close().then(() => process.exit(0));
    });
  // Last, so that whoever waits for this line may stop us at once.
  process.stdout.write(`SuperTokens-compatible core ready at ${core.url}\n`);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
