import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EnvError, LOCAL_CORE, parseEnv } from '../config/env.ts';
import { assertFree, PortInUseError } from './ports.ts';
import type { Child } from './processes.ts';
import { anyEnds, StackError, startFront, startLocalCore, stopAll, stopRequested } from './stack.ts';

const root = resolve(import.meta.dirname, '..');

interface Ports {
  port: number;
  corePort: number;
}

function readPorts(): Ports {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8888' }, 'core-port': { type: 'string', default: '3567' } },
  });
  const ports = { port: Number(values.port), corePort: Number(values['core-port']) };
  for (const [option, port] of [
    ['--port', ports.port],
    ['--core-port', ports.corePort],
  ] as const) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new RangeError(`${option} must be a port number. Example: ${option} 8888`);
  }
  return ports;
}

/** A core named in the environment or in .env is used as it is; otherwise the local one is started. */
async function startOrUseCore(parts: Child[], corePort: number): Promise<Record<string, string>> {
  if (process.env.SUPERTOKENS_CONNECTION_URI) {
    const { core } = parseEnv(process.env);
    return { SUPERTOKENS_CONNECTION_URI: core.connectionUri, SUPERTOKENS_API_KEY: core.apiKey };
  }
  await assertFree(corePort, 'the local core', '--core-port');
  mkdirSync(join(root, '.supertokens'), { recursive: true });
  const data = join(root, '.supertokens', 'core.db');
  const core = await startLocalCore({
    port: corePort,
    data,
    onStart: (child) => parts.push(child),
    print: console.log,
  });
  return {
    SUPERTOKENS_CONNECTION_URI: core.url.replace('/hello', ''),
    SUPERTOKENS_API_KEY: LOCAL_CORE.apiKey,
  };
}

function printTable(rows: Record<string, string>): void {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  console.log();
  for (const [name, value] of Object.entries(rows)) console.log(`  ${name.padEnd(width)}   ${value}`);
  console.log('\n  Ctrl-C stops everything.\n');
}

async function serve(mode: 'dev' | 'production', parts: Child[]): Promise<never> {
  const { port, corePort } = readPorts();
  parseEnv(process.env);
  await assertFree(port, 'the app', '--port');
  const env = await startOrUseCore(parts, corePort);
  const front = await startFront({
    mode,
    port,
    env,
    onStart: (child) => parts.push(child),
    print: console.log,
  });
  const local = parts.length > 1;
  printTable({
    App: front.url.replace(/\/$/, ''),
    Functions: `${front.url}.netlify/functions/`,
    Core: `${env.SUPERTOKENS_CONNECTION_URI ?? ''}${local ? ' (local, data in .supertokens/)' : ''}`,
  });
  return await anyEnds(parts);
}

const expected = [EnvError, PortInUseError, StackError, RangeError, TypeError];

/**
 * Serves the whole application until Ctrl-C: the local core (unless SUPERTOKENS_CONNECTION_URI names another), then
 * Netlify's front with the functions and Next. Sets the exit code; an expected fault is one message, not a stack.
 */
export async function serveUntilStopped(mode: 'dev' | 'production'): Promise<void> {
  const parts: Child[] = [];
  const stopped = stopRequested();
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  try {
    await Promise.race([serve(mode, parts), stopped]);
  } catch (error) {
    if (!expected.some((type) => error instanceof type)) throw error;
    console.error(`\n${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    await stopAll(parts);
  }
}
