import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertIsProjectRoot } from '../../scripts/projectRoot.ts';

let above: string;
let project: string;
beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'above-'));
  project = join(above, 'folder', 'project');
  mkdirSync(project, { recursive: true });
});
afterEach(() => rmSync(above, { recursive: true }));

test.each([
  ['package.json', () => writeFileSync(join(above, 'package.json'), '{}')],
  ['.git', () => mkdirSync(join(above, '.git'))],
])('reports a %s above a project without .git, with advice', (sign, make) => {
  expect(() => assertIsProjectRoot(project)).not.toThrow();
  make();
  expect(() => assertIsProjectRoot(project)).toThrow(
    `${project} has no .git folder, and netlify-cli takes ${above}, which has a ${sign}, for the project. Run \`git init\` here.`,
  );
  mkdirSync(join(project, '.git'));
  expect(() => assertIsProjectRoot(project)).not.toThrow();
});
