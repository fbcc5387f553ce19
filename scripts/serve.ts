import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EnvError, parseEnv, type Env } from '../config/env/env.ts';
import { LOCAL_INBOX } from '../config/env/smtpEnv.ts';
import { describeCore } from '../netlify/build/coreCheck.ts';
import { isWorthReading } from './cli-noise.ts';
import { assertFree, PortInUseError } from './ports.ts';
import { CORE_KEY_FILE, readOrCreateSecret, SecretError } from './localSecrets.ts';
import type { Child } from './processes.ts';
import { assertIsProjectRoot, ProjectRootError } from './projectRoot.ts';
import { StackError } from './readiness.ts';
import { startLocalCore } from './localCore.ts';
import { anyEnds, startFront, startInbox, stopAll, stopRequested } from './stack.ts';
import { ToolError } from './tools.ts';

const root = resolve(import.meta.dirname, '..');

/** How long the start waits for a core, in milliseconds. */
const CORE_TIMEOUT_MS = 3000;

interface Options {
  /** Database file of the local core, or `:memory:`. */
  data: string;
  port: number;
  corePort: number;
  smtpPort: number;
  mailPort: number;
}

const defaults = {
  // Git ignores the folder.
  data: join(root, '.supertokens', 'core.db'),
  port: '8888',
  'core-port': '3567',
  'smtp-port': String(LOCAL_INBOX.port),
  'mail-port': String(LOCAL_INBOX.webPort),
} as const;

const PORT_OPTIONS = ['port', 'core-port', 'smtp-port', 'mail-port'] as const;

function toPort(option: string, value: string): number {
  const port = /^\d+$/.test(value) ? Number(value) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new RangeError(`--${option} must be a port number. Example: --${option} 8888`);
}

function readOptions(): Options {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, { type: 'string' as const, default: value }]),
  );
  const { values } = parseArgs({ options });
  const read = (option: Exclude<keyof typeof defaults, 'data'>) => toPort(option, String(values[option]));
  const ports = PORT_OPTIONS.map(read);
  const twice = ports.find((port, index) => ports.indexOf(port) !== index);
  if (twice !== undefined) {
    const both = PORT_OPTIONS.filter((option) => read(option) === twice).map((option) => `--${option}`);
    throw new RangeError(`${both.join(' and ')} are both ${twice}. Each needs a port of its own.`);
  }
  return {
    data: String(values.data),
    port: read('port'),
    corePort: read('core-port'),
    smtpPort: read('smtp-port'),
    mailPort: read('mail-port'),
  };
}

type OnStart = (child: Child) => void;

/** What a part adds to the environment of the functions, and to the table. */
interface Served {
  env: Record<string, string>;
  row: string;
}

/** Prints what each core offers, or what is wrong with it. The start goes on: a core may be asleep or being upgraded. */
async function printCores({ connectionUri, ...core }: Env['core']): Promise<void> {
  const cores = connectionUri.split(';').map((uri) => ({ ...core, uri, timeout: CORE_TIMEOUT_MS }));
  for (const check of await Promise.all(cores.map(describeCore))) {
    console.log(check.problem === undefined ? check.note : `Warning: ${check.problem}`);
  }
}

/** A core named in the environment or in .env is used as it is; otherwise the local one is started. */
async function startOrUseCore({ corePort, data }: Options, onStart: OnStart): Promise<Served> {
  if (process.env.SUPERTOKENS_CONNECTION_URI) {
    const { core } = parseEnv(process.env);
    const env = { SUPERTOKENS_CONNECTION_URI: core.connectionUri, SUPERTOKENS_API_KEY: core.apiKey };
    await printCores(core);
    return { env, row: core.connectionUri };
  }
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

/** A mail server named in the environment or in .env is used as it is; otherwise mails go to an inbox on this machine. */
async function startOrUseInbox({ smtpPort, mailPort }: Options, onStart: OnStart): Promise<Served> {
  if (process.env.SMTP_HOST) return { env: {}, row: `${process.env.SMTP_HOST} (SMTP_HOST)` };
  await assertFree(smtpPort, 'SMTP of the mail inbox', '--smtp-port');
  await assertFree(mailPort, 'the mail inbox', '--mail-port');
  const inbox = await startInbox({
    smtpPort,
    webPort: mailPort,
    folder: join(root, '.supertokens', 'mail'),
    password: readOrCreateSecret(join(root, '.supertokens', 'mail.key')),
    onStart,
  });
  return {
    env: { SMTP_HOST: LOCAL_INBOX.host, SMTP_PORT: String(smtpPort) },
    row: `${inbox.url} (inbox of this machine, SMTP at port ${smtpPort})`,
  };
}

/** A path as the table shows it: short where it is below the project. */
function shown(path: string): string {
  if (path === ':memory:') return 'memory';
  const below = relative(root, path);
  return below.startsWith('..') ? path : below;
}

function printTable(rows: Record<string, string>): void {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  console.log();
  for (const [name, value] of Object.entries(rows)) console.log(`  ${name.padEnd(width)}   ${value}`);
  console.log('\n  Ctrl-C stops everything.\n');
}

async function serve(mode: 'dev' | 'production', parts: readonly Child[], onStart: OnStart): Promise<never> {
  const options = readOptions();
  parseEnv(process.env);
  assertIsProjectRoot(root);
  await assertFree(options.port, 'the app', '--port');
  const core = await startOrUseCore(options, onStart);
  const inbox = await startOrUseInbox(options, onStart);
  const front = await startFront({
    mode,
    port: options.port,
    env: { ...core.env, ...inbox.env },
    onStart,
    print: (line) => {
      if (isWorthReading(line)) console.log(line);
    },
  });
  printTable({
    App: front.url.replace(/\/$/, ''),
    Functions: `${front.url}.netlify/functions/`,
    Core: core.row,
    Mail: inbox.row,
  });
  return await anyEnds(parts);
}

const expected = [
  EnvError,
  PortInUseError,
  ProjectRootError,
  SecretError,
  StackError,
  ToolError,
  RangeError,
  TypeError,
];

/**
 * Serves the whole application until Ctrl-C: the local core (unless SUPERTOKENS_CONNECTION_URI names another), the
 * mail inbox (unless SMTP_HOST names a server), then Netlify's front with the functions and Next. Sets the exit code; an
 * expected fault is one message, not a stack.
 */
export async function serveUntilStopped(mode: 'dev' | 'production'): Promise<void> {
  const parts: Child[] = [];
  let stopping = false;
  const onStart: OnStart = (child) => {
    parts.push(child);
    // The wish to stop came while this was on its way.
    if (stopping) void child.stop();
  };
  const stopped = stopRequested();
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  try {
    await Promise.race([serve(mode, parts, onStart), stopped]);
  } catch (error) {
    if (!expected.some((type) => error instanceof type)) throw error;
    console.error(`\n${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    stopping = true;
    await stopAll(parts);
  }
}
