/** Loaded into netlify-cli by the entries of local-functions.ts. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { placesOf } from './function-bundles.ts';
import { watchBundles } from './newest-bundles.ts';

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

const bundles = watchBundles(['netlify', 'config'], placesOf('development'));

// Not earlier: Node would read the source maps of netlify-cli, too.
process.setSourceMapsEnabled(true);

/** Returns a handler that handles each call with the newest bundle of a function. */
export function reloadedHandler(name: string): Handler {
  return async (event, context) => {
    const file = join(await bundles.folder(), `${name}.mjs`);
    const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
    return handler(event, context);
  };
}
