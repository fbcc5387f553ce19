import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { ENTRY_FILE, type NetlifyAnswer, type NetlifyEvent } from '../../scripts/netlifyRuntime.ts';

interface Reply {
  id: number;
  answer?: NetlifyAnswer;
  fault?: string;
}

/** Runs the entry file of the zip like Lambda. */
const runner = (folder: string) => `
import { loadEntryPoint } from ${JSON.stringify(pathToFileURL(resolve('scripts/netlifyRuntime.ts')).href)};
const call = await loadEntryPoint(${JSON.stringify(join(folder, ENTRY_FILE))});
process.on('message', async ({ id, event }) => {
  try {
    process.send({ id, answer: await call(event) });
  } catch (error) {
    process.send({ id, fault: String(error?.stack ?? error) });
  }
});
process.send('ready');
`;

/** The files of a zip by their paths. */
export const readZip = (zip: string): Record<string, Uint8Array> => unzipSync(readFileSync(zip));

/** Unpacks a zip outside of the project, so that none of its files can be imported. */
export function unpackZip(zip: string): { folder: string; files: string[]; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-'));
  const entries = readZip(zip);
  const files = Object.keys(entries).filter((path) => !path.endsWith('/'));
  for (const path of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), entries[path] ?? '');
  }
  return { folder, files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The zip of a function, unpacked outside of the project and run in its own process. */
export class LambdaZip {
  readonly folder: string;
  readonly files: string[];
  readonly #remove: () => void;
  readonly #env: Record<string, string>;
  #process: Promise<ChildProcess> | undefined;
  #calls = 0;

  constructor(zip: string, env: Record<string, string>) {
    const { folder, files, remove } = unpackZip(zip);
    this.#env = env;
    this.folder = folder;
    this.files = files;
    this.#remove = remove;
    writeFileSync(join(this.folder, 'lambda-runner.mjs'), runner(folder));
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(join(this.folder, 'lambda-runner.mjs'), {
      cwd: this.folder,
      env: { NODE_ENV: 'production', ...this.#env },
      execArgv: [],
    });
    await new Promise((ready) => child.once('message', ready));
    return child;
  }

  /** Calls the function like Netlify. Rejects when Netlify would respond 500. */
  async call(event: NetlifyEvent): Promise<NetlifyAnswer> {
    const child = await (this.#process ??= this.#start());
    const id = (this.#calls += 1);
    const { promise, resolve: settle } = Promise.withResolvers<Reply>();
    const receive = (reply: Reply) => {
      if (reply.id === id) settle(reply);
    };
    child.on('message', receive);
    child.send({ id, event });
    const reply = await promise;
    child.off('message', receive);
    if (reply.answer === undefined) throw new Error(reply.fault);
    return reply.answer;
  }

  close(): void {
    void this.#process?.then((child) => child.kill());
    this.#remove();
  }
}
