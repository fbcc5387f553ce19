import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LOCAL_INBOX } from '../config/env/smtpEnv.ts';
import { LOCAL_PROVIDER } from '../config/env/socialEnv.ts';

const root = resolve(import.meta.dirname, '..');

export interface Options {
  /** Database file of the local core, or `:memory:`. */
  data: string;
  port: number;
  corePort: number;
  smtpPort: number;
  mailPort: number;
  providerPort: number;
}

const defaults = {
  // Git ignores the folder.
  data: join(root, '.supertokens', 'core.db'),
  port: '8888',
  'core-port': '3567',
  'smtp-port': String(LOCAL_INBOX.port),
  'mail-port': String(LOCAL_INBOX.webPort),
  'provider-port': String(LOCAL_PROVIDER.port),
} as const;

const PORT_OPTIONS = ['port', 'core-port', 'smtp-port', 'mail-port', 'provider-port'] as const;

function toPort(option: string, value: string): number {
  const port = /^\d+$/.test(value) ? Number(value) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new RangeError(`--${option} must be a port number. Example: --${option} 8888`);
}

/**
 * Reads the options of `npm run dev` and `npm start`.
 *
 * @throws RangeError for an invalid or duplicate port, TypeError for an unknown option
 */
export function readOptions(): Options {
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
    providerPort: read('provider-port'),
  };
}

/** What to say about an argument that is no option. */
export const OPTION_NAMES = Object.keys(defaults).map((name) => `--${name}`);
