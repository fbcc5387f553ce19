import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..');

/** Besides what esbuild reads: what decides how it bundles. */
const RULES = ['package-lock.json', 'netlify/build/**/*.ts', 'scripts/bundle-functions.ts'];

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is kept of the last time: its folder of bundles, and the files that went into them. */
interface Bundles {
  folder: string;
  inputs: string[];
}

/** A hash of the contents of files, also of which there are. */
function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...new Set(files)].sort()) {
    const path = join(root, file);
    hash.update(`${file}\0`).update(existsSync(path) ? readFileSync(path) : 'missing');
  }
  return hash.digest('hex').slice(0, 32);
}

/** A function more is an input more, which esbuild has not read yet. */
const keyOf = (source: string, inputs: readonly string[]) =>
  hashOf([...inputs, ...globSync([...RULES, `${source}/*.ts`], { cwd: root })]);

function readBundles(index: string): Bundles | undefined {
  try {
    return JSON.parse(readFileSync(index, 'utf8')) as Bundles;
  } catch {
    return undefined;
  }
}

/** A folder may be newer than the one in use and not complete yet. */
const BUNDLING_MS = 60_000;

/** How many folders of bundles are kept besides the new one: in development each change makes one. */
const KEPT = { production: 20, development: 2 };

/** Servers that have started lately may still load functions from other folders. */
function removeOld({ store, flavor }: Places): void {
  const found = readdirSync(store).flatMap((name) => {
    const path = join(store, name);
    const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return at === undefined || path === indexOf({ store }) ? [] : [{ path, at }];
  });
  const newestFirst = found.sort((one, other) => other.at - one.at);
  for (const [index, { path, at }] of newestFirst.entries())
    if ((index >= KEPT[flavor] && Date.now() - at > BUNDLING_MS) || Date.now() - at > DAY_MS)
      rmSync(path, { recursive: true, force: true });
}

/** `production`: as deployed. `development`: readable, with source maps, bundled in a third of the time. */
type Flavor = 'production' | 'development';

/** What is bundled, and how. */
export interface Places {
  flavor: Flavor;
  /** Folder with one TypeScript file per function. */
  source: string;
  /** Where the bundles are kept. */
  store: string;
}

const indexOf = ({ store }: Pick<Places, 'store'>) => join(store, 'current.json');

/** In a process of its own, which takes esbuild's memory with it. */
async function runBundler({ source, flavor }: Places, target: string): Promise<string[]> {
  const program = join(import.meta.dirname, 'bundle-functions.ts');
  const args = [program, source, target, flavor];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout) as string[];
}

/** Several programs may do this at the same time: the first one to finish provides the folder for all. */
async function makeBundles(places: Places): Promise<string> {
  const { source, store } = places;
  mkdirSync(store, { recursive: true });
  removeOld(places);
  const made = join(store, randomUUID());
  const inputs = await runBundler(places, made);
  const folder = join(store, keyOf(source, inputs));
  try {
    renameSync(made, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(made, { recursive: true, force: true });
  }
  const written = join(store, randomUUID());
  writeFileSync(written, JSON.stringify({ folder, inputs } satisfies Bundles));
  renameSync(written, indexOf(places));
  return folder;
}

/** The functions of this project. */
export const placesOf = (flavor: Flavor): Places => ({
  flavor,
  source: join('netlify', 'functions'),
  store: join(root, '.netlify', flavor === 'production' ? 'functions-local' : 'functions-development'),
});

/** The files that went into the last bundles, relative to the project; empty if there are none. */
export function bundleInputs(places: Places): readonly string[] {
  return readBundles(indexOf(places))?.inputs ?? [];
}

/**
 * The functions as a deploy has them, one file each. They are bundled once, and again when a file that went
 * into them, a package or the way of bundling has changed.
 *
 * @returns the folder with `<name>.mjs` of each function
 */
export async function functionBundles(places: Places): Promise<string> {
  const { source, store } = places;
  const last = readBundles(indexOf(places));
  if (
    last !== undefined &&
    last.folder === join(store, keyOf(source, last.inputs)) &&
    existsSync(last.folder)
  )
    return last.folder;
  return makeBundles(places);
}
