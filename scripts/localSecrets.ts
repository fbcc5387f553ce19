import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const folder = join(resolve(import.meta.dirname, '..'), '.supertokens');

/** File with the API key of the local core of `npm run dev`, wherever its data is. */
export const CORE_KEY_FILE = join(folder, 'core.key');

/** A secret of this machine that cannot be stored. */
export class SecretError extends Error {
  override name = 'SecretError';
}

/**
 * Reads a secret that only this user can read. Creates it if the file is missing or empty.
 *
 * @throws SecretError with one line if the file cannot be read or written
 */
export function readOrCreateSecret(file: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Opened for appending: created if it is missing, without overwriting an existing secret.
    writeFileSync(file, '', { flag: 'a', mode: 0o600 });
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[\w-]{20,}$/.test(kept)) return kept;
    const created = randomBytes(18).toString('hex');
    writeFileSync(file, `${created}\n`);
    return created;
  } catch (error) {
    throw new SecretError(
      `The file ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
