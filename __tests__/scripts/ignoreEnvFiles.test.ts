import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from '../../config/env/env.ts';
import { ignoreEnvFiles } from '../../scripts/ignoreEnvFiles.ts';

/** What Next itself reads the files with. */
const { loadEnvConfig } = createRequire(resolve('node_modules/next/package.json'))('@next/env') as {
  loadEnvConfig: (folder: string, development: boolean, log: undefined, again: boolean) => unknown;
};

const NAMES = ['APP_NAME', 'SESSION_CHECK', 'EMAIL_VERIFICATION'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'env-files-'));
  writeFileSync(join(folder, '.env'), 'APP_NAME="My App"\n# SITE_NAME=x\nSESSION_CHECK=core\n');
  writeFileSync(join(folder, '.env.local'), 'export EMAIL_VERIFICATION=off\n');
  writeFileSync(join(folder, '.env.example'), 'API_BASE_PATH=/example\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of NAMES) Reflect.deleteProperty(process.env, name);
});

test('the settings of a developer do not reach the tests, and those of their shell do', () => {
  const env = { SESSION_CHECK: 'token', PATH: '/bin' };
  ignoreEnvFiles(folder, env);
  expect(env).toEqual({ SESSION_CHECK: 'token', PATH: '/bin', APP_NAME: '', EMAIL_VERIFICATION: '' });
  expect(parseEnv(env)).toEqual(parseEnv({}));
});

test('Next, which reads the files later, leaves them out', () => {
  ignoreEnvFiles(folder, process.env);
  loadEnvConfig(folder, true, undefined, true);
  expect(NAMES.map((name) => process.env[name])).toEqual(['', '', '']);
});

test('a folder with such a name, as Python has, is no file of settings', () => {
  rmSync(join(folder, '.env'));
  mkdirSync(join(folder, '.env'));
  const env = {};
  ignoreEnvFiles(folder, env);
  expect(env).toEqual({ EMAIL_VERIFICATION: '' });
});

test('without such files nothing changes', () => {
  const env = {};
  rmSync(folder, { recursive: true });
  ignoreEnvFiles(folder, env);
  expect(env).toEqual({});
});
