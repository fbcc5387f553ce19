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

/** Servers that have started lately may still load functions from other folders. */
function removeOld(store: string): void {
  for (const name of readdirSync(store)) {
    const path = join(store, name);
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > DAY_MS)
      rmSync(path, { recursive: true, force: true });
  }
}

interface Places {
  /** Folder with one TypeScript file per function. */
  source: string;
  /** Where the bundles are kept. */
  store: string;
}

const indexOf = ({ store }: Places) => join(store, 'current.json');

/** In a process of its own, which takes esbuild's memory with it. */
async function runBundler(source: string, target: string): Promise<string[]> {
  const program = join(import.meta.dirname, 'bundle-functions.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, source, target], { cwd: root });
  return JSON.parse(stdout) as string[];
}

/** Several programs may do this at the same time: the first one to finish provides the folder for all. */
async function makeBundles(places: Places): Promise<string> {
  const { source, store } = places;
  mkdirSync(store, { recursive: true });
  removeOld(store);
  const made = join(store, randomUUID());
  const inputs = await runBundler(source, made);
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

/**
 * The functions as a deploy has them, one file each. They are bundled once, and again when a file that went
 * into them, a package or the way of bundling has changed.
 *
 * @returns the folder with `<name>.mjs` of each function
 */
export async function functionBundles({
  source = join('netlify', 'functions'),
  store = join(root, '.netlify', 'functions-local'),
}: Partial<Places> = {}): Promise<string> {
  const places = { source, store };
  const last = readBundles(indexOf(places));
  if (
    last !== undefined &&
    last.folder === join(store, keyOf(source, last.inputs)) &&
    existsSync(last.folder)
  )
    return last.folder;
  return makeBundles(places);
}
