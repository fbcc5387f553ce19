import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

let folder: string;

/** A project in a folder whose name needs quoting everywhere. */
function project({ node = '24', installed = true, name = 'a &b %20 ü "c"' }) {
  folder = join(mkdtempSync(join(tmpdir(), 'run-')), name);
  mkdirSync(join(folder, 'scripts'), { recursive: true });
  if (installed) mkdirSync(join(folder, 'node_modules'));
  cpSync(resolve('scripts/run.cjs'), join(folder, 'scripts', 'run.cjs'));
  cpSync(resolve('scripts/preload'), join(folder, 'scripts', 'preload'), { recursive: true });
  writeFileSync(join(folder, '.nvmrc'), `${node}\n`);
  writeFileSync(
    join(folder, 'program.ts'),
    'console.log(JSON.stringify(process.argv.slice(2) satisfies string[]));',
  );
  const args = [join(folder, 'scripts', 'run.cjs'), 'program.ts', '--port', '1', 'a b'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: tmpdir() });
  return { status, out: stdout.trim(), err: stderr.trim() };
}

afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

test('a program gets its arguments, wherever the project is', () => {
  expect(project({})).toEqual({ status: 0, out: '["--port","1","a b"]', err: '' });
});

test('a folder whose name Tailwind CSS cannot read is reported in one line', () => {
  const { status, err } = project({ name: 'a #b' });
  expect(status).toBe(1);
  expect(err).toMatch(
    /^The path of this project has a #, which Tailwind CSS cannot read: .*a #b\. Move .* folder\.$/,
  );
});

test('missing dependencies are reported in one line', () => {
  const err = 'The dependencies are not installed. Run `npm ci` first.';
  expect(project({ installed: false })).toEqual({ status: 1, out: '', err });
});

test('an outdated Node is reported in one line with advice', () => {
  const { status, err } = project({ node: '99' });
  expect(status).toBe(1);
  expect(err).toMatch(/^This project runs on Node 99, and this is Node [\d.]+\. .*run `npm rebuild node`\.$/);
});
