/** @long */
import { execFile, execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startTestCore, type TestCore } from '../support/testCore.ts';

/**
 * Follows each guide that removes a part: runs its commands in a copy of the repository, and checks what is
 * left by types, lint, import rules, unused code, and tests of other features.
 */

const FOLDER = join('docs', 'guides');

/**
 * The guides, and the folders whose tests run in the copy: those of the features that know the removed part.
 * All tests would take as long as the suite itself.
 */
const guides = {
  'remove-the-admin-area.md': ['config', 'deletion'],
  'remove-the-local-core.md': ['sessions', 'data'],
  'remove-the-notes-example.md': ['data', 'deletion'],
};

const CHECKS = [
  // A removal must not leave unused imports behind.
  String.raw`git diff --name-only --diff-filter=AM -z HEAD | grep -zE '\.(ts|tsx|mjs|js)$' | xargs -0r eslint --max-warnings 0`,
  'depcruise --config .dependency-cruiser.cjs --output-type err .',
  'knip --no-progress',
];

/** The shell commands of a guide. Blocks in other languages are for readers. */
const commandsIn = (markdown: string): string[] =>
  [...markdown.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].map(([, text = '']) => text);

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd, stdio: 'pipe' });
}

function copyRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'removal-guide-'));
  const copyFiles = 'git ls-files -z | xargs -0 cp --parents --target-directory "$0"';
  execFileSync('bash', ['-euo', 'pipefail', '-c', copyFiles, copy], { stdio: 'pipe' });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  git(copy, 'init', '--quiet');
  git(copy, 'add', '--all');
  git(copy, '-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '--quiet', '-m', 'copy');
  return copy;
}

/** Leaves types that name each page, as `next dev` does: the reader of a guide has run it before. */
function writeDevTypes(copy: string): void {
  const folder = join(copy, '.next', 'dev', 'types');
  mkdirSync(folder, { recursive: true });
  const pages = globSync('app/**/page.tsx').map((page) => page.replaceAll('\\', '/').replace(/tsx$/, 'js'));
  const lines = pages.map((page, at) => `export type Page${at} = typeof import('../../../${page}');`);
  writeFileSync(join(folder, 'validator.ts'), lines.join('\n'));
}

/** Undoes a guide but keeps ignored files: the caches of tsc and Jest serve the next one. */
function restore(copy: string): void {
  git(copy, 'reset', '--quiet', '--hard');
  git(copy, 'clean', '--quiet', '-d', '--force');
}

/** Runs commands of the shell. Rejects with what the first that fails has printed. */
async function run(command: string, cwd: string, env: Record<string, string>): Promise<void> {
  const path = [resolve('node_modules', '.bin'), process.env.PATH].join(delimiter);
  try {
    await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], {
      cwd,
      env: { ...process.env, ...env, PATH: path },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`, { cause: error });
  }
}

let core: TestCore;
let copy: string;
let temporary: string;
beforeAll(async () => {
  core = await startTestCore();
  copy = copyRepository();
  temporary = mkdtempSync(join(tmpdir(), 'removal-guide-cache-'));
});
afterAll(async () => {
  await core.close();
  for (const folder of [copy, temporary]) rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  restore(copy);
  writeDevTypes(copy);
});

test.each(Object.entries(guides))(
  'the commands of %s leave a project that passes',
  async (guide, folders) => {
    const commands = commandsIn(readFileSync(join(FOLDER, guide), 'utf8'));
    expect(commands.join('\n')).toContain('tsc --noEmit');
    const env = { TEST_CORE_URI: core.url, TEST_CORE_API_KEY: core.apiKey, TMPDIR: temporary };
    const tests = `jest --silent --runInBand ${folders.map((name) => `__tests__/${name}/`).join(' ')}`;
    for (const command of [...commands, ...CHECKS, tests]) await run(command, copy, env);
  },
);
