import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes the functions that build plugins made in an earlier Netlify build: the server of the pages and its
 * proxy. `netlify dev` would serve them in the place of Next, and `netlify build` would pack them again.
 *
 * @param folder of the app
 */
export function removePluginFunctions(folder: string): void {
  for (const name of ['functions-internal', 'edge-functions'])
    rmSync(join(folder, '.netlify', name), { recursive: true, force: true });
}
