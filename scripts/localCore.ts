import { resolve } from 'node:path';
import { LOCAL_CORE } from '../config/env/env.ts';
import { start } from './processes.ts';
import { untilReady } from './readiness.ts';
import { recorder, type Part, type PartOptions } from './stack.ts';

const MAIN = resolve(import.meta.dirname, '..', 'core', 'src', 'main.ts');

interface CoreOptions extends PartOptions {
  port: number;
  /** Database file, or `:memory:`. */
  data: string;
  /** Where the core keeps its API key; without it the key is that of LOCAL_CORE. */
  apiKeyFile?: string;
}

/** What core/src/main.ts prints when it listens. */
const CORE_READY = /^SuperTokens-compatible core ready at /;

const CORE_KEY = /^API key: /;

/** Starts the local SuperTokens core of `core/` and waits until it says that it is ready. Throws StackError. */
export async function startLocalCore({ port, data, apiKeyFile, onStart, print }: CoreOptions): Promise<Part> {
  const { output, onLine } = recorder((line) => {
    // This start says where the core is, and its terminal may be a log that others read.
    if (!CORE_READY.test(line) && !CORE_KEY.test(line)) print?.(line);
  });
  const key = apiKeyFile === undefined ? ['--api-key', LOCAL_CORE.apiKey] : ['--api-key-file', apiKeyFile];
  const args = ['--port', String(port), '--data', data, ...key];
  const child = start('local core', [process.execPath, MAIN, ...args], {
    onLine,
  });
  onStart(child);
  await untilReady(child, output, () => output.some((line) => CORE_READY.test(line)));
  return { ...child, url: `http://127.0.0.1:${port}` };
}
