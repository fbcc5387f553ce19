import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomKey } from './crypto/digest.ts';
import { StartError } from './errors.ts';

const KEY_BYTES = 24;

/** The API keys that the real core accepts. */
const KEY = /^[A-Za-z0-9=-]{20,}$/;

/** Returns a random API key. */
export const createApiKey = (): string => randomKey(KEY_BYTES).toString('hex');

/**
 * Reads the API key from a file. Creates the file with a random key if it is missing; only its owner can read
 * it.
 *
 * @throws StartError if the file cannot be read or written, or contains something else
 */
export function readOrCreateApiKey(file: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return create(file) ?? read(file);
  } catch (error) {
    if (error instanceof StartError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError('API_KEY_UNUSABLE', `The API key file ${file} cannot be used: ${reason}.`, {
      cause: error,
    });
  }
}

/** Returns undefined if the file exists: of two cores that start at the same time, one creates it. */
function create(file: string): string | undefined {
  const key = createApiKey();
  try {
    writeFileSync(file, `${key}\n`, { flag: 'wx', mode: 0o600 });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || isReadable(file)) return undefined;
    throw error;
  }
}

/** The file may exist in a read-only folder. */
function isReadable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): string {
  const key = readFileSync(file, 'utf8').trim();
  if (KEY.test(key)) return key;
  throw new StartError(
    'API_KEY_UNUSABLE',
    `The API key file ${file} contains no valid key (20 or more letters, digits, "=" or "-"). Delete it, and the next start creates one.`,
  );
}
