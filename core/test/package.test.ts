import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNpm, startNpm, stopTree } from './support/npm';
import { startRegistry } from './support/registry';
import type { Registry } from './support/registry';
import { callCore } from './support/testCore';

const CORE = join(__dirname, '..');
const PROJECT = join(CORE, '..');

let folder: string;
let registry: Registry;
let tarball: string;
let files: string[];

/** Another folder than the project's, with a registry that has only what the project has installed. */
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'core-package-')));
  registry = await startRegistry(PROJECT);
  const packed = await runNpm(
    'npm',
    ['pack', '--json', '--loglevel', 'error', '--pack-destination', folder],
    CORE,
  );
  const [details] = Object.values(
    JSON.parse(packed.slice(packed.search(/^[[{]/m))) as Record<
      string,
      { filename: string; files: { path: string }[] }
    >,
  );
  tarball = join(folder, details?.filename ?? '');
  files = details?.files.map(({ path }) => path) ?? [];
});

afterAll(async () => {
  await registry.close();
  rmSync(folder, { recursive: true });
});

const offline = () => [
  ...['--registry', registry.url, '--cache', join(folder, 'cache')],
  ...['--no-audit', '--no-fund', '--no-update-notifier'],
];

test('contains the compiled program and its documents, but no sources and no tests', () => {
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'LICENSE', 'dist/main.js', 'dist/index.d.ts', 'docs/storage.md']),
  );
  expect(files.filter((file) => /^(src|test|bench|scripts)\//.test(file))).toEqual([]);
});

test('runs by npx in another folder', async () => {
  const program = ['supertokens-local-core', '--port', '0', '--data', ':memory:', '--no-api-key'];
  const child = startNpm('npx', ['--yes', ...offline(), '--package', tarball, ...program], folder);
  try {
    let errors = '';
    child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout?.on('data', (data: Buffer) => {
        output += data.toString();
        const ready = /ready at (http:\S+)/.exec(output);
        if (ready?.[1] !== undefined) resolve(ready[1]);
      });
      child.once('close', () => reject(new Error(`it ended: ${errors}`)));
    });
    const credentials = { email: 'a@example.com', password: 'correct horse 1' };
    const signUp = await callCore(url, 'POST', '/recipe/signup', credentials);
    expect(signUp.body.status).toBe('OK');
    expect((await callCore(url, 'POST', '/recipe/signin', credentials)).body.user).toEqual(signUp.body.user);
  } finally {
    await stopTree(child);
  }
});

test('starts from the code of a project that has installed it', async () => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(
    join(folder, 'start.js'),
    `import { startCore } from 'supertokens-local-core';
     const core = await startCore({ port: 0, data: ':memory:' });
     console.log(await (await fetch(core.url + '/hello')).text());
     await core.close();`,
  );
  await runNpm('npm', ['install', ...offline(), tarball], folder);
  expect(await runNpm('node', ['start.js'], folder)).toBe('Hello\n\n');
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(Object.keys(dependencies)).toEqual(['supertokens-local-core']);
});
