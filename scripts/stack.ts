import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { serveBundles, serveSources, type LocalFunctions } from './local-functions.ts';
import { removePluginFunctions } from './plugin-functions.ts';
import { freePort } from './ports.ts';
import { CODE_CACHE, start, STOP_SIGNALS, type Child } from './processes.ts';
import { answersProbe, StackError, untilReady } from './readiness.ts';
import { NETLIFY_OFFLINE, tool } from './tools.ts';

const root = resolve(import.meta.dirname, '..');
const preload = (name: string) => join(import.meta.dirname, 'preload', `${name}.cjs`);

export interface Part extends Child {
  url: string;
}

/** Keeps the last lines of a child for an error, and passes each on to the printer. */
export function recorder(print: ((line: string) => void) | undefined) {
  const output: string[] = [];
  const onLine = (line: string) => {
    output.push(line);
    if (output.length > 200) output.shift();
    print?.(line);
  };
  return { output, onLine };
}

export type OnStart = (child: Child) => void;

/** What a part adds to the environment of the functions, and to the table. */
export interface Served {
  env: Record<string, string>;
  row: string;
  /** Settles when the part is ready; omitted for one that is not started here. Rejects with StackError. */
  ready?: Promise<unknown>;
  /** Lines to print below the table. */
  notes?: Promise<readonly string[]>;
}

/** Keeps a rejection for the code that awaits it later: until then it would count as unhandled. */
export function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

export interface PartOptions {
  /** Called with the child as soon as it runs, so that an interrupted start leaves nothing behind. */
  onStart: OnStart;
  print?: (line: string) => void;
}

interface InboxOptions extends PartOptions {
  smtpPort: number;
  webPort: number;
  /** Folder of the mails. */
  folder: string;
  /** Password of the web page and REST; the user is INBOX_USER. */
  password: string;
}

/** Maximum number of mails that an inbox keeps. */
const INBOX_SIZE = 500;

const INBOX_USER = 'inbox';

/** The address of an inbox, with user and password for browsers. */
export const inboxUrl = (webPort: number, password: string) =>
  `http://${INBOX_USER}:${password}@127.0.0.1:${webPort}/`;

/**
 * Starts a mail inbox (maildev: SMTP, a web page, REST below `/api`) on this machine's loopback address, and
 * waits until it responds. Its `url` contains user and password for browsers. Throws StackError.
 */
export async function startInbox(options: InboxOptions): Promise<Part> {
  const { smtpPort, webPort, folder, password, onStart, print } = options;
  const { output, onLine } = recorder(print);
  const [node, ...program] = tool('maildev', [
    ...['--smtp', String(smtpPort), '--ip', '127.0.0.1'],
    ...['--web', String(webPort), '--web-ip', '127.0.0.1'],
    ...['--mail-directory', folder, '--max-emails', String(INBOX_SIZE)],
  ]);
  const probe = randomUUID();
  const env = { ...CODE_CACHE, STACK_PROBE: probe, INBOX_USER, INBOX_PASSWORD: password };
  const child = start('mail inbox', [node, '--require', preload('inbox'), ...program], { onLine, env });
  onStart(child);
  const origin = `http://127.0.0.1:${webPort}`;
  await untilReady(child, output, () => answersProbe(`${origin}/api/healthz`, probe));
  return { ...child, url: inboxUrl(webPort, password) };
}

interface FrontOptions extends PartOptions {
  /** `dev` serves the sources with hot reload, `production` the result of `next build`. */
  mode: 'dev' | 'production';
  port: number;
  /** The app to serve, with its netlify.toml; default: this project. */
  folder?: string;
  /** Where the local database keeps its data; in memory unless told otherwise. */
  database?: string;
  env: Record<string, string>;
}

/**
 * Browsers send the cookies of all apps on localhost, whatever their port; Node accepts 16 kB of headers by
 * default.
 */
const MAX_HEADER_BYTES = 64 * 1024;

/** Of netlify.toml; with it netlify-cli loads functions as they are, instead of bundling them. */
const LOCAL_CONTEXT = 'local';

/** A file of public/, for which `next dev` compiles nothing. */
const COMPILED = '/plain-page.css';

interface FrontSettings {
  port: number;
  functionsPort: number;
  probe: string;
  database: string;
}

function frontEnv(
  env: Record<string, string>,
  { port, functionsPort, probe, database }: FrontSettings,
): Record<string, string> {
  const bin = join(root, 'node_modules', '.bin');
  const options = [
    process.env.NODE_OPTIONS ?? '',
    `--max-http-header-size=${MAX_HEADER_BYTES}`,
    `--require ${JSON.stringify(preload('front'))}`,
  ];
  return {
    ...CODE_CACHE,
    ...env,
    PATH: [bin, process.env.PATH ?? ''].join(delimiter),
    NODE_OPTIONS: options.join(' ').trim(),
    STACK_PORT: String(port),
    STACK_FUNCTIONS_PORT: String(functionsPort),
    STACK_PROBE: probe,
    STACK_DATABASE: database,
    // Also prevents telemetry of netlify-cli.
    CI: '1',
    // Without it `next dev` writes its cache only after minutes, and ends without what it has compiled since.
    __NEXT_DEV_WAIT_FOR_TURBOPACK_SHUTDOWN: '1',
  };
}

function localFunctions(mode: FrontOptions['mode'], port: number): LocalFunctions | Promise<LocalFunctions> {
  const folder = join(root, '.netlify', `functions-${port}`);
  return mode === 'dev' ? serveSources(folder) : serveBundles(folder);
}

/**
 * Starts Netlify's local front: one port with the Next pages, the functions and the rules of netlify.toml.
 * Waits until it responds: with the landing page of a production build, in development with a file, because
 * pages are compiled when they are opened. Throws StackError.
 */
export async function startFront({
  mode,
  port,
  env,
  onStart,
  print,
  folder = root,
  database = ':memory:',
}: FrontOptions): Promise<Part> {
  if (mode === 'production' && !existsSync(join(folder, '.next', 'BUILD_ID'))) {
    throw new StackError('next start', 'has no build to serve: run `npm run build` first', []);
  }
  // netlify-cli takes the functions of this project, too, where it serves an app in one of its folders.
  for (const served of [root, folder]) removePluginFunctions(served);
  const probe = randomUUID();
  const [nextPort, functionsPort] = [await freePort(), await freePort()];
  const next = `next ${mode === 'dev' ? 'dev' : 'start'} --hostname 127.0.0.1 --port ${nextPort}`;
  const functions = folder === root ? await localFunctions(mode, port) : undefined;
  const { output, onLine } = recorder(print);
  const served = join(folder, '.netlify', `functions-serve-${port}`);
  const cli = start(
    'netlify dev',
    [
      ...tool('netlify-cli', [], 'netlify'),
      ...['dev', ...NETLIFY_OFFLINE, '--no-open', '--skip-gitignore', '--command', next],
      ...['--port', String(port), '--target-port', String(nextPort)],
      ...['--functions-port', String(functionsPort)],
      ...(functions === undefined ? [] : ['--context', LOCAL_CONTEXT, '--functions', functions.folder]),
    ],
    {
      onLine,
      env: frontEnv(
        { CONTEXT: process.env.CONTEXT ?? 'dev', ...env },
        { port, functionsPort, probe, database },
      ),
      cwd: folder,
    },
  );
  const stop = async () => {
    await cli.stop();
    functions?.stop();
    rmSync(served, { recursive: true, force: true });
  };
  const child: Child = { ...cli, stop };
  onStart(child);
  const path = mode === 'dev' && folder === root ? COMPILED : '/';
  await untilReady(child, output, () => answersProbe(`http://127.0.0.1:${port}${path}`, probe));
  return { ...child, url: `http://localhost:${port}/` };
}

/**
 * Settles at the first Ctrl-C or other request to stop. Further ones change nothing: a script that a second
 * Ctrl-C ends leaves behind what it has not stopped yet.
 */
export function stopRequested(): Promise<void> {
  return new Promise((settle) => {
    for (const name of STOP_SIGNALS) process.on(name, () => settle());
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
