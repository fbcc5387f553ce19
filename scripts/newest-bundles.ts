import { globSync, watch, type FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { bundleInputs, functionBundles, type Places } from './function-bundles.ts';

const root = resolve(import.meta.dirname, '..');

/** An editor saves in several steps: it writes, renames, changes attributes. */
const SAVING_MS = 30;

const isOfPackage = (file: string) => /(?:^|[\\/])node_modules[\\/]/.test(file);

/**
 * Watches all folders of sources, one by one: with its option for whole trees Node misses changes on Linux
 * after a file has been replaced. Packages are not watched: an installation needs a restart.
 */
class SourceWatch {
  readonly #watched = new Map<string, FSWatcher>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Watches the folders, all below them, and those of the files. */
  add(folders: readonly string[], files: readonly string[]): void {
    const below = folders.flatMap((folder) => [folder, ...globSync(`${folder}/**/`, { cwd: root })]);
    const ofFiles = files.filter((file) => !isOfPackage(file)).map(dirname);
    for (const folder of new Set([...below, ...ofFiles].map((one) => resolve(root, one))))
      if (!this.#watched.has(folder)) this.#watch(folder);
  }

  #watch(folder: string): void {
    const watcher = watch(folder, this.#onChange);
    watcher.unref();
    // The folder was removed.
    watcher.once('error', () => this.#watched.delete(folder));
    this.#watched.set(folder, watcher);
  }

  close(): void {
    for (const watcher of this.#watched.values()) watcher.close();
  }
}

/** The bundles of sources that change. */
interface NewestBundles {
  /** Resolves to the folder with the newest bundles. Rejects while the sources cannot be bundled. */
  folder: () => Promise<string>;
  /** Stops watching; settles when nothing is bundled any more. */
  close: () => Promise<void>;
}

/**
 * Bundles functions at the first call and at each change. Prints why sources cannot be bundled.
 *
 * @param folders with sources, relative to the project; all below them is watched
 */
export function watchBundles(folders: readonly string[], places: Places): NewestBundles {
  let isStale = true;
  let bundles: Promise<string> = Promise.resolve('');

  const bundle = async (): Promise<string> => {
    try {
      return await functionBundles(places);
    } catch (error) {
      isStale = true;
      // What esbuild has printed names file, line and problem.
      console.error((error as { stderr?: string }).stderr?.trim() ?? error);
      throw new Error('The functions could not be bundled. The terminal says why.', { cause: error });
    } finally {
      sources.add(folders, bundleInputs(places));
    }
  };
  const newest = (): Promise<string> => {
    if (isStale) {
      isStale = false;
      bundles = bundles.catch(() => undefined).then(bundle);
    }
    return bundles;
  };
  // Bundles while the developer turns to the browser. The next call reports what is wrong.
  const saved = () => void newest().catch(() => undefined);
  let saving: NodeJS.Timeout | undefined;
  const sources = new SourceWatch(() => {
    isStale = true;
    clearTimeout(saving);
    saving = setTimeout(saved, SAVING_MS).unref();
  });
  sources.add(folders, []);
  const close = async () => {
    sources.close();
    clearTimeout(saving);
    await bundles.catch(() => undefined);
  };
  return { folder: newest, close };
}
