import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';

const CONFIG = 'scripts/tsconfig.deploy.json';

/** The files whose types the Netlify build checks, relative to the project. */
function checkedFiles(): string[] {
  const { config } = ts.readConfigFile(CONFIG, (file) => readFileSync(file, 'utf8')) as { config: unknown };
  const { fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, resolve(dirname(CONFIG)));
  expect(errors).toEqual([]);
  return fileNames.map((file) => relative('.', file));
}

test('the Netlify build checks the types of everything that is deployed', () => {
  const files = checkedFiles();
  const folders = ['app', 'components', 'config', 'monitoring', 'netlify'];
  const deployed = folders.flatMap((folder) => ts.sys.readDirectory(folder, ['.ts', '.tsx']));
  expect(deployed.length).toBeGreaterThan(200);
  expect(deployed.map((file) => relative('.', file)).filter((file) => !files.includes(file))).toEqual([]);
  expect(files).toEqual(expect.arrayContaining(['proxy.ts', 'instrumentation.ts']));
});

test('the Netlify build checks no tests, and nothing of the local core', () => {
  expect(checkedFiles().filter((file) => /^(core|__tests__|scripts)\//.test(file))).toEqual([]);
});

test('Netlify runs the command that checks them', () => {
  expect(readFileSync('netlify.toml', 'utf8')).toMatch(/^ {2}command = "npm run build"$/m);
});
