import { execFileSync } from 'node:child_process';
import { parse, resolve, sep } from 'node:path';
import { tool } from './tools.ts';

const root = resolve(import.meta.dirname, '..');

/** Tests of what all pages have in common. */
const APP_WIDE = 'app-wide';
const PAGES = /^(?:app|components|public)\/|^(?:proxy\.ts|next\.config\.js)$/;

const TEST = /\.test\.tsx?$/;
const SPEC = /\.spec\.ts$/;
const SOURCE = /\.[cm]?[jt]sx?$/;

function git(folder: string, ...args: string[]): string[] {
  return execFileSync('git', ['-c', 'core.quotePath=off', ...args], { cwd: folder, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
}

function isCommit(folder: string, name: string): boolean {
  try {
    return git(folder, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`).length === 1;
  } catch {
    return false;
  }
}

/**
 * Files that differ from where this branch left `main` (of the remote repository, if it has one): committed,
 * uncommitted and new. Deleted files are left out.
 */
export function changedFiles(folder = root): string[] {
  const main = ['origin/main', 'main'].find((name) => isCommit(folder, name)) ?? 'HEAD';
  const [base = 'HEAD'] = git(folder, 'merge-base', main, 'HEAD');
  const changed = git(folder, 'diff', '--name-only', '--diff-filter=d', base);
  return [...new Set([...changed, ...git(folder, 'ls-files', '--others', '--exclude-standard')])].sort();
}

/** The test folders of a file: those that one of its folders, or the file itself, has the name of. */
function foldersOf(file: string, names: ReadonlySet<string>): string[] {
  const { dir, name } = parse(file);
  const found = [...dir.split('/'), name].filter((part) => names.has(part));
  return found.length === 0 && PAGES.test(file) ? [APP_WIDE] : found;
}

/**
 * Tests of changed features, each of which has one name in all folders: `netlify/profile/`,
 * `components/profile/` and `config/contracts/profile.ts` belong to `__tests__/profile/`.
 *
 * @param changed paths below the root of the repository, like `tests`
 */
export function testsOfFeatures(changed: readonly string[], tests: readonly string[]): string[] {
  const folderOf = (test: string) => /^__tests__\/([^/]+)\//.exec(test)?.[1] ?? '';
  const names = new Set(tests.map(folderOf).filter(Boolean));
  const folders = new Set(changed.flatMap((file) => foldersOf(file, names)));
  return tests.filter((test) => folders.has(folderOf(test)) || changed.includes(test));
}

/**
 * Unit tests that import changed files, as Jest sees it: what a test reaches by a path put together it does
 * not.
 */
function testsThatImport(files: readonly string[]): string[] {
  const sources = files.filter((file) => SOURCE.test(file));
  if (sources.length === 0) return [];
  const [node, ...args] = tool('jest', ['--selectProjects', 'unit', '--listTests', '--findRelatedTests']);
  const listed = execFileSync(node, [...args, ...sources], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const paths = listed.split('\n').filter((line) => line.startsWith(root + sep));
  return paths.map((path) => path.slice(root.length + 1).replaceAll(sep, '/'));
}

/** The tests that `npm test -- --changed` runs. */
export function changedTests(): { unit: string[]; browser: string[] } {
  const changed = changedFiles();
  const tracked = git(
    root,
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '__tests__',
    'core/test',
  );
  const tests = tracked.filter((file) => TEST.test(file) || SPEC.test(file));
  const found = testsOfFeatures(changed, tests).filter((file) => !file.startsWith('__tests__/artefacts/'));
  const imported = testsThatImport(changed);
  const unit = new Set([...found.filter((file) => TEST.test(file)), ...imported]);
  return { unit: [...unit].sort(), browser: found.filter((file) => SPEC.test(file)) };
}
