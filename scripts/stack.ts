import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LOCAL_CORE } from '../config/env.ts';
import { freePort } from './ports.ts';
import { start, type Child } from './processes.ts';
import { tool } from './tools.ts';

const root = resolve(import.meta.dirname, '..');
const preload = join(import.meta.dirname, 'netlify-cli-preload.cjs');

/** How long a part of the stack may take until it answers, in milliseconds: `next dev` compiles its first page then. */
const START_LIMIT = 90_000;

/** A part of the stack that ended or never answered, with what it printed last. */
export class StackError extends Error {
  constructor(name: string, problem: string, output: readonly string[]) {
    super([`${name} ${problem}.`, ...output.slice(-25)].join('\n  '));
    this.name = 'StackError';
  }
}

interface Part extends Child {
  url: string;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

async function untilReady(child: Child, url: string, output: readonly string[]): Promise<Part> {
  let code: number | undefined;
  void child.exited.then((value) => (code = value));
  const end = Date.now() + START_LIMIT;
  while (!(await answers(url))) {
    if (code !== undefined) throw new StackError(child.name, `ended with code ${code}`, output);
    if (Date.now() > end) {
      await child.stop();
      throw new StackError(child.name, `did not answer at ${url}`, output);
    }
    await delay(100);
  }
  return { ...child, url };
}

/** Keeps the last lines of a child for an error, and hands each on to whoever prints. */
function recorder(print: ((line: string) => void) | undefined) {
  const output: string[] = [];
  const onLine = (line: string) => {
    output.push(line);
    if (output.length > 200) output.shift();
    print?.(line);
  };
  return { output, onLine };
}

interface PartOptions {
  /** Told of the child as soon as it runs, so that a start which is interrupted leaves nothing behind. */
  onStart: (child: Child) => void;
  print?: (line: string) => void;
}

interface CoreOptions extends PartOptions {
  port: number;
  /** Database file, or `:memory:`. */
  data: string;
}

/** Starts the local SuperTokens core of `core/` and waits until it answers. Throws StackError. */
export async function startLocalCore({ port, data, onStart, print }: CoreOptions): Promise<Part> {
  const { output, onLine } = recorder(print);
  const args = ['--port', String(port), '--data', data, '--api-key', LOCAL_CORE.apiKey];
  const child = start('local core', [process.execPath, join(root, 'core', 'main.ts'), ...args], { onLine });
  onStart(child);
  return await untilReady(child, `http://127.0.0.1:${port}/hello`, output);
}

interface InboxOptions extends PartOptions {
  smtpPort: number;
  webPort: number;
  /** Where the mails are kept. */
  folder: string;
}

/** The newest mails that an inbox keeps. */
const INBOX_SIZE = 500;

/**
 * Starts a mail inbox (maildev: SMTP, a web page, REST below `/api`) on this machine's loopback address, and waits until
 * it answers. Throws StackError.
 */
export async function startInbox({ smtpPort, webPort, folder, onStart, print }: InboxOptions): Promise<Part> {
  const { output, onLine } = recorder(print);
  const args = [
    ...['--smtp', String(smtpPort), '--ip', '127.0.0.1'],
    ...['--web', String(webPort), '--web-ip', '127.0.0.1'],
    ...['--mail-directory', folder, '--max-emails', String(INBOX_SIZE)],
  ];
  const child = start('mail inbox', tool('maildev', args), { onLine });
  onStart(child);
  return await untilReady(child, `http://127.0.0.1:${webPort}/`, output);
}

interface FrontOptions extends PartOptions {
  /** `dev` serves the sources with hot reload, `production` what `next build` made. */
  mode: 'dev' | 'production';
  port: number;
  /** The application to serve, with its netlify.toml; this project unless told otherwise. */
  folder?: string;
  env: Record<string, string>;
}

/** Whom the functions have to find: the core and the mail server that somebody has chosen. */
function hostsOf(env: Record<string, string>): string {
  const uris = (env.SUPERTOKENS_CONNECTION_URI ?? '').split(';');
  const cores = uris.flatMap((uri) => URL.parse(uri)?.hostname ?? []);
  return [...cores, env.SMTP_HOST ?? process.env.SMTP_HOST ?? ''].filter(Boolean).join(',');
}

function frontEnv(env: Record<string, string>): Record<string, string> {
  const bin = join(root, 'node_modules', '.bin');
  return {
    ...env,
    PATH: [bin, process.env.PATH ?? ''].join(delimiter),
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(preload)}`.trim(),
    STACK_ALLOWED_HOSTS: hostsOf(env),
    // Also what keeps netlify-cli from sending telemetry.
    CI: '1',
  };
}

/**
 * Starts Netlify's own local front: one port with the Next pages, the functions and the rules of netlify.toml.
 * Waits until the landing page answers. Throws StackError.
 */
export async function startFront({
  mode,
  port,
  env,
  onStart,
  print,
  folder = root,
}: FrontOptions): Promise<Part> {
  if (mode === 'production' && !existsSync(join(folder, '.next', 'BUILD_ID'))) {
    throw new StackError('next start', 'has no build to serve: run `npm run build` first', []);
  }
  const [nextPort, functionsPort] = [await freePort(), await freePort()];
  const next = `next ${mode === 'dev' ? 'dev' : 'start'} --hostname 127.0.0.1 --port ${nextPort}`;
  const { output, onLine } = recorder(print);
  const child = start(
    'netlify dev',
    [
      process.execPath,
      join(root, 'node_modules', 'netlify-cli', 'bin', 'run.js'),
      ...['dev', '--offline', '--no-open', '--skip-gitignore', '--command', next],
      ...[
        '--port',
        String(port),
        '--target-port',
        String(nextPort),
        '--functions-port',
        String(functionsPort),
      ],
    ],
    { onLine, env: frontEnv(env), cwd: folder },
  );
  onStart(child);
  return await untilReady(child, `http://localhost:${port}/`, output);
}

/**
 * Settles at the first Ctrl-C or other request to stop. The ones after it change nothing: a script that a second Ctrl-C
 * ends leaves behind what it had not stopped yet.
 */
export function stopRequested(): Promise<void> {
  return new Promise((settle) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => settle());
  });
}

/** Settles when one of the parts ends by itself; never otherwise. Throws StackError. */
export async function anyEnds(parts: readonly Child[]): Promise<never> {
  return await Promise.race(
    parts.map(async (part): Promise<never> => {
      throw new StackError(part.name, `ended with code ${await part.exited}`, []);
    }),
  );
}

/** Stops the parts, the last one started first. */
export async function stopAll(parts: readonly Child[]): Promise<void> {
  for (const part of [...parts].reverse()) await part.stop();
}
