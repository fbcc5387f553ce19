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
  // A folder may have the same name: Python keeps an environment in one.
  const files = globSync(['.env', '.env.*'], { cwd: folder, withFileTypes: true }).filter(
    (entry) => !entry.isDirectory() && entry.name !== EXAMPLE,
  );
  for (const { name } of files)
    for (const variable of Object.keys(parseEnv(readFileSync(join(folder, name), 'utf8'))))
      env[variable] ??= '';
}
