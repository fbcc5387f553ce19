import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedFiles, testsOfFeatures } from '../../scripts/changed-tests.ts';

const TESTS = [
  '__tests__/app-wide/accessibility.spec.ts',
  '__tests__/profile/profile.spec.ts',
  '__tests__/profile/profile.test.ts',
  '__tests__/session/session.test.ts',
  '__tests__/sessions/sessions.test.ts',
  'core/test/session.test.ts',
];
const PROFILE = ['__tests__/profile/profile.spec.ts', '__tests__/profile/profile.test.ts'];

it.each([
  ['netlify/profile/changeProfile.ts', PROFILE],
  ['netlify/functions/profile.ts', PROFILE],
  ['config/contracts/profile.ts', PROFILE],
  ['app/(signed-in)/account/profile/page.tsx', PROFILE],
  ['netlify/sessions/list.ts', ['__tests__/sessions/sessions.test.ts']],
  ['app/layout.tsx', ['__tests__/app-wide/accessibility.spec.ts']],
  ['core/test/session.test.ts', ['core/test/session.test.ts']],
  ['README.md', []],
])('a change of %s runs the tests of its feature', (file, tests) => {
  expect(testsOfFeatures([file], TESTS)).toEqual(tests);
});

describe('in a repository', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'changed-'));
    git('init', '--quiet', '--initial-branch', 'main');
    for (const [name, value] of [
      ['user.name', 'Ada'],
      ['user.email', 'ada@example.com'],
    ] as const)
      git('config', name, value);
    commit('kept.ts', 'deleted.ts', 'on-main.ts');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
  const write = (file: string) => writeFileSync(join(folder, file), `${Math.random()}`);
  function commit(...files: string[]): void {
    files.forEach(write);
    git('add', '.');
    git('commit', '--quiet', '--message', 'x');
  }

  it('files that were committed on this branch, changed and added have changed; deleted ones have not', () => {
    git('switch', '--quiet', '--create', 'work');
    commit('committed.ts');
    git('switch', '--quiet', 'main');
    commit('on-main.ts');
    git('switch', '--quiet', 'work');
    write('kept.ts');
    write('näw.ts');
    rmSync(join(folder, 'deleted.ts'));
    expect(changedFiles(folder)).toEqual(['committed.ts', 'kept.ts', 'näw.ts']);
  });

  it('without a branch main only uncommitted files have changed', () => {
    git('branch', '--quiet', '--move', 'trunk');
    write('kept.ts');
    expect(changedFiles(folder)).toEqual(['kept.ts']);
  });
});
