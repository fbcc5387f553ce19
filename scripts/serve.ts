import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EnvError } from '../config/env/env.ts';
import { LOCAL_INBOX } from '../config/env/smtpEnv.ts';
import { parseStartEnv } from '../config/env/startEnv.ts';
import { isWorthReading } from './cli-noise.ts';
import { databaseFolder } from './databaseFolder.ts';
import { startOrUseCore } from './devCore.ts';
import { serveLocalProvider } from './localProvider.ts';
import { readOrCreateSecret, SecretError } from './localSecrets.ts';
import { assertFree, PortInUseError } from './ports.ts';
import type { Child } from './processes.ts';
import { assertIsProjectRoot, ProjectRootError } from './projectRoot.ts';
import { StackError } from './readiness.ts';
import { OPTION_NAMES, readOptions, type Options } from './serveOptions.ts';
import {
  anyEnds,
  awaitedLater,
  inboxUrl,
  startFront,
  startInbox,
  stopAll,
  stopRequested,
  type OnStart,
  type Served,
} from './stack.ts';
import { ToolError } from './tools.ts';

const root = resolve(import.meta.dirname, '..');

/**
 * A mail server from the environment or .env is used as it is; otherwise mails go to an inbox on this
 * machine.
 */
async function startOrUseInbox({ smtpPort, mailPort }: Options, onStart: OnStart): Promise<Served> {
  if (process.env.SMTP_HOST) return { env: {}, row: `${process.env.SMTP_HOST} (SMTP_HOST)` };
  await assertFree(smtpPort, 'SMTP of the mail inbox', '--smtp-port');
  await assertFree(mailPort, 'the mail inbox', '--mail-port');
  const password = readOrCreateSecret(join(root, '.supertokens', 'mail.key'));
  const folder = join(root, '.supertokens', 'mail');
  return {
    ready: awaitedLater(startInbox({ smtpPort, webPort: mailPort, folder, password, onStart })),
    env: { SMTP_HOST: LOCAL_INBOX.host, SMTP_PORT: String(smtpPort) },
    row: `${inboxUrl(mailPort, password)} (inbox of this machine, SMTP at port ${smtpPort})`,
  };
}

function printTable(rows: Record<string, string>, notes: readonly string[]): void {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  console.log();
  for (const [name, value] of Object.entries(rows)) console.log(`  ${name.padEnd(width)}   ${value}`);
  for (const note of notes) console.log(`\n  ${note}`);
  console.log('\n  Ctrl-C stops everything.\n');
}

async function serve(mode: 'dev' | 'production', parts: readonly Child[], onStart: OnStart): Promise<never> {
  const options = readOptions();
  const { notes } = parseStartEnv();
  assertIsProjectRoot(root);
  await assertFree(options.port, 'the app', '--port');
  const core = await startOrUseCore(options, onStart);
  const inbox = await startOrUseInbox(options, onStart);
  const provider = await serveLocalProvider(options, onStart);
  const starting = startFront({
    mode,
    port: options.port,
    database: databaseFolder(options.data),
    env: { ...core.env, ...inbox.env, ...provider.env },
    onStart,
    print: (line) => {
      if (isWorthReading(line)) console.log(line);
    },
  });
  // All at the same time: the slowest one decides.
  const [front] = await Promise.all([starting, core.ready, inbox.ready, provider.ready]);
  const rows = {
    App: front.url.replace(/\/$/, ''),
    Functions: `${front.url}.netlify/functions/`,
    Core: core.row,
    Mail: inbox.row,
    'Sign-in': provider.row,
  };
  printTable(rows, [...notes, ...((await core.notes) ?? [])]);
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

/** Prints an expected error as one message without a stack, and sets the exit code. Throws any other. */
export function reportStartError(error: unknown): void {
  if (!expected.some((type) => error instanceof type)) throw error;
  const hint = error instanceof TypeError ? `\nThe options are ${OPTION_NAMES.join(', ')}.` : '';
  console.error(`\n${(error as Error).message}${hint}\n`);
  process.exitCode = 1;
}

/**
 * Serves the whole app until Ctrl-C: the local core (unless SUPERTOKENS_CONNECTION_URI names another), the
 * mail inbox (unless SMTP_HOST names a server), then Netlify's front with functions and Next. Reports errors
 * and sets the exit code.
 */
export async function serveUntilStopped(mode: 'dev' | 'production'): Promise<void> {
  const parts: Child[] = [];
  let stopping = false;
  const onStart: OnStart = (child) => {
    parts.push(child);
    // The stop was requested while this was starting.
    if (stopping) void child.stop();
  };
  const stopped = stopRequested();
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  try {
    await Promise.race([serve(mode, parts, onStart), stopped]);
  } catch (error) {
    reportStartError(error);
  } finally {
    stopping = true;
    await stopAll(parts);
  }
}
