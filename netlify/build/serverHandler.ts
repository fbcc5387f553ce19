import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = '___netlify-server-handler';
const EXPORT = 'export default async function handler(';

/** Calls what app/_server/completeResponses.ts leaves in `globalThis` when the Next server starts. */
const WRAPPER = `
export default async function completeHandler(req, context) {
  const response = await handler(req, context)
  return globalThis[Symbol.for('completeResponse')]?.(req, response) ?? response
}
`;

/**
 * Has Netlify's handler of the Next server pass each answer through `completeResponse`. To be called after
 * @netlify/plugin-nextjs has written the handler, and before Netlify packs it.
 *
 * @param folder of the functions that plugins make
 * @throws where the handler is not the one that is known
 */
export async function wrapServerHandler(folder: string): Promise<void> {
  const file = join(folder, NAME, `${NAME}.mjs`);
  const source = await readFile(file, 'utf8');
  if (source.split(EXPORT).length !== 2)
    throw new Error(`${file} has no "${EXPORT}": see docs/decisions/050 and netlify/build/serverHandler.ts.`);
  await writeFile(file, source.replace(EXPORT, 'async function handler(') + WRAPPER);
}
