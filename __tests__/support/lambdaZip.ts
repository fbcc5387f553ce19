import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** The part of a Lambda answer that the tests look at. */
export interface LambdaAnswer {
  statusCode: number;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  body: string;
}

const runner = `
process.on('message', async ({ file, event }) => {
  try {
    const { handler } = await import(file);
    process.send({ answer: await handler(event, {}) });
  } catch (error) {
    process.send({ fault: String(error?.stack ?? error) });
  }
});
process.send('ready');
`;

/** The files of a zip by their paths. */
export const readZip = (zip: string): Record<string, Uint8Array> => unzipSync(readFileSync(zip));

/** Unpacks a zip where none of the project's files can be found. */
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

/** A function's zip, unpacked where none of the project's files can be found and run in a process of its own. */
export class LambdaZip {
  readonly folder: string;
  readonly files: string[];
  readonly #remove: () => void;
  readonly #name: string;
  readonly #env: Record<string, string>;
  #process: ChildProcess | undefined;

  constructor(zip: string, name: string, env: Record<string, string>) {
    const { folder, files, remove } = unpackZip(zip);
    this.#name = name;
    this.#env = env;
    this.folder = folder;
    this.files = files;
    this.#remove = remove;
    writeFileSync(join(this.folder, 'lambda-runner.cjs'), runner);
  }

  async #started(): Promise<ChildProcess> {
    if (this.#process) return this.#process;
    const child = fork(join(this.folder, 'lambda-runner.cjs'), {
      cwd: this.folder,
      env: { NODE_ENV: 'production', ...this.#env },
      execArgv: [],
    });
    await new Promise((ready) => child.once('message', ready));
    return (this.#process = child);
  }

  /** Calls the handler as Lambda does. Throws what the handler throws. */
  async call(event: unknown): Promise<LambdaAnswer> {
    const child = await this.#started();
    const entry = this.files.find((path) => new RegExp(`^${this.#name}\\.(m|c)?js$`).test(path));
    if (entry === undefined) throw new Error(`${this.#name} is not in the zip: ${this.files.join(', ')}`);
    const reply = await new Promise<{ answer?: LambdaAnswer; fault?: string }>((resolve) => {
      child.once('message', (message) => resolve(message as { answer?: LambdaAnswer; fault?: string }));
      child.send({ file: `file://${join(this.folder, entry)}`, event });
    });
    if (reply.answer === undefined) throw new Error(reply.fault);
    return reply.answer;
  }

  close(): void {
    this.#process?.kill();
    this.#remove();
  }
}
