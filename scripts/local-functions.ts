import { existsSync, globSync, mkdirSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { functionBundles, placesOf } from './function-bundles.ts';

const root = resolve(import.meta.dirname, '..');

const RELOADED = pathToFileURL(join(import.meta.dirname, 'reloaded-function.ts')).href;

/** Loads a bundle at the first call. */
const bundledEntry = (bundle: string): string =>
  `export { handler } from ${JSON.stringify(pathToFileURL(bundle).href)};\n`;

/** Handles each call with the newest bundle. */
const reloadedEntry = (name: string): string =>
  [
    `import { reloadedHandler } from ${JSON.stringify(RELOADED)};`,
    `export const handler = reloadedHandler(${JSON.stringify(name)});\n`,
  ].join('\n');

/** A folder of functions for netlify-cli: each is a small file, because the CLI parses all at its start. */
export interface LocalFunctions {
  folder: string;
  stop: () => void;
}

const nameOf = (file: string) => basename(file).replace(/\.\w+$/, '');

function writeEntries(folder: string, names: readonly string[], entryOf: (name: string) => string): void {
  for (const name of names) {
    const file = join(folder, `${name}.mjs`);
    if (!existsSync(file)) writeFileSync(file, entryOf(name));
  }
  for (const file of readdirSync(folder))
    if (!names.includes(nameOf(file))) rmSync(join(folder, file), { force: true });
}

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });

function makeEmpty(folder: string): void {
  remove(folder);
  mkdirSync(folder, { recursive: true });
}

/** Provides the functions as they are deployed. */
export async function serveBundles(folder: string): Promise<LocalFunctions> {
  const bundles = await functionBundles(placesOf('production'));
  makeEmpty(folder);
  const names = readdirSync(bundles).map(nameOf);
  writeEntries(folder, names, (name) => bundledEntry(join(bundles, `${name}.mjs`)));
  return { folder, stop: () => remove(folder) };
}

/**
 * Provides the functions for development: a change in their sources shows at the next call, and a function
 * that is added or removed shows at once.
 */
export function serveSources(folder: string, places = placesOf('development')): LocalFunctions {
  const source = join(root, places.source);
  const update = () => writeEntries(folder, globSync('*.ts', { cwd: source }).map(nameOf), reloadedEntry);
  makeEmpty(folder);
  update();
  const watcher = watch(source, update);
  // Bundled while the rest starts. The first call reports what is wrong.
  functionBundles(places).catch(() => undefined);
  return {
    folder,
    stop: () => {
      watcher.close();
      remove(folder);
    },
  };
}
