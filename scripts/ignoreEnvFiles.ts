import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

const EXAMPLE = '.env.example';

/**
 * Keeps the settings of a developer out of the tests. Next and Netlify read `.env` and its variants by
 * themselves, but not the variables that are set already, and the app takes an empty one for unset.
 *
 * @param folder that has the files
 * @param env is changed; variables that it has stay
 */
export function ignoreEnvFiles(folder: string, env: Record<string, string | undefined>): void {
  const files = globSync('.env*', { cwd: folder }).filter((file) => file !== EXAMPLE);
  for (const file of files) {
    for (const name of Object.keys(parseEnv(readFileSync(join(folder, file), 'utf8')))) env[name] ??= '';
  }
}
