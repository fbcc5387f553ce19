import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const preload = (name: string) => JSON.stringify(resolve('scripts/preload', `${name}.cjs`));
const MODULE = preload('cli-source');

/** Runs a program after changes to the CLI have been registered. */
function runWith(changes: string, program: string, input = ''): string {
  const text = `
    const { functionsFolder, LATE_MODULES, NO_PLUGINS, QUICK_REQUESTS, WAIT_FOR_PAGES } = require(${MODULE});
    require(${preload('source-changes')}).changeSource('netlify-cli', ${changes});
    ${program}`;
  return execFileSync(process.execPath, ['--eval', text], { encoding: 'utf8', stdio: 'pipe', input }).trim();
}

const RUN_BUILD = "import('netlify-cli/dist/utils/run-build.js')";

test('each CLI serves the functions from a folder of its own', () => {
  const program = `import('netlify-cli/dist/utils/functions/functions.js').then((module) =>
    module.getFunctionsServePath({ base: '/project' })).then(console.log);`;
  expect(runWith("[functionsFolder('functions-serve-1')]", program)).toBe(
    resolve('/project/.netlify/functions-serve-1'),
  );
});

test('starts the pages without a process for each plugin', () => {
  const program = `${RUN_BUILD}.then(async ({ runDevTimeline }) => {
    const netlify = { apiOpts: {}, site: {}, cachedConfig: { siteInfo: {} } };
    const command = { netlify, workingDir: process.cwd(), project: {} };
    const settings = { command: 'node --version', frameworkPort: 1, skipWaitPort: true };
    const found = await runDevTimeline({ command, options: { skipWaitPort: true }, settings, env: {} });
    console.log(JSON.stringify([found, settings.frameworkHost]));
    process.exit();
  });`;
  const lines = runWith('NO_PLUGINS', program).split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual([
    { configMutations: [], deployEnvironment: [], generatedFunctions: [] },
    expect.any(String),
  ]);
});

test('the parsers of other languages are loaded when they are used', () => {
  const list = resolve(
    'node_modules/@netlify/zip-it-and-ship-it/dist/runtimes/node/bundlers/zisi/list_imports.js',
  );
  const program = `import(${JSON.stringify(list)}).then(async ({ listImports }) => {
    const loaded = () => Object.keys(require.cache).some((file) => file.includes('typescript-estree'));
    const before = loaded();
    const imports = await listImports({ functionName: 'f', path: ${MODULE} });
    console.log(JSON.stringify([before, loaded(), imports]));
  });`;
  expect(JSON.parse(runWith('LATE_MODULES', program))).toEqual([false, true, []]);
});

const isLoaded = `const isLoaded = (name) =>
  Object.keys(require.cache).some((file) => file.includes('/node_modules/' + name + '/'));`;

test('what netlify dev does not use is not loaded', () => {
  const program = `${isLoaded}
    import('netlify-cli/dist/commands/main.js')
      .then(() => import('netlify-cli/dist/commands/dev/dev.js'))
      .then(() => console.log(JSON.stringify(['inquirer', 'rxjs', 'fastify', 'envinfo', 'commander'].map(isLoaded))));`;
  expect(JSON.parse(runWith('LATE_MODULES', program))).toEqual([false, false, false, false, true]);
});

test.each([
  ['--version', /^netlify-cli\/\d+\.\d+\.\d+ \S+ node-v\d+/],
  ['version --verbose', /Environment Info[^]*System:[^]*netlify-cli\/\d+/],
])('the CLI still answers %s', (options, expected) => {
  const cli = JSON.stringify(resolve('node_modules/netlify-cli/bin/run.js'));
  const program = `process.argv = [process.argv[0], ${cli}, ...${JSON.stringify(options.split(' '))}]; import(${cli});`;
  expect(runWith('LATE_MODULES', program)).toMatch(expected);
});

test('a prompt is shown, although it is loaded late', () => {
  const program = `import('netlify-cli/dist/utils/prompts/confirm-prompt.js').then(async ({ confirmPrompt }) => {
    await confirmPrompt('Continue?');
    console.log('confirmed');
    process.exit();
  });`;
  expect(runWith('LATE_MODULES', program, 'y\n')).toMatch(/Continue\?.*confirmed$/s);
});

test('the server of static files works, although it is loaded late', () => {
  const program = `import('netlify-cli/dist/utils/static-server.js').then(async ({ startStaticServer }) => {
    const settings = { dist: ${JSON.stringify(resolve('public'))}, frameworkPort: 0 };
    console.log(JSON.stringify(await startStaticServer({ settings })));
    process.exit();
  });`;
  expect(runWith('LATE_MODULES', program)).toMatch(/"family":"IPv[46]"/);
});

test('ends after the server of the pages, and reports no failure of it', () => {
  const pages = `process.once('SIGTERM', () => setTimeout(() => (console.log('stored'), process.exit()), 200));
    setInterval(() => {}, 1000);
    console.log('ready');`;
  const file = join(mkdtempSync(join(tmpdir(), 'pages-')), 'pages.cjs');
  writeFileSync(file, pages);
  const program = `import('netlify-cli/dist/utils/shell.js').then(({ runCommand }) => {
    const pages = runCommand('node ' + ${JSON.stringify(file)}, { cwd: process.cwd() });
    pages.stdout.once('data', () => {
      pages.kill('SIGTERM');
      process.kill(process.pid, 'SIGTERM');
    });
  });`;
  const output = runWith('WAIT_FOR_PAGES', program);
  rmSync(dirname(file), { recursive: true });
  expect(output.split('\n')).toEqual(['ready', 'stored']);
});

test('a CLI without the text that is to be changed does not start', () => {
  const changes = '[{ module: /run-build/, text: "no such text", replacement: "" }]';
  expect(() => runWith(changes, RUN_BUILD)).toThrow(/netlify-cli has no no such text any more/);
});

test('no lines about the calls of functions are written', () => {
  const program = `${isLoaded}
    import('netlify-cli/dist/lib/functions/server.js').then(({ createHandler }) =>
      console.log(JSON.stringify([typeof createHandler, isLoaded('express-logging')])));`;
  expect(JSON.parse(runWith('QUICK_REQUESTS', program))).toEqual(['function', false]);
});

test('the place of the client is read once', () => {
  const program = `import('netlify-cli/dist/lib/geo-location.js').then(async ({ getGeoLocation }) => {
    let reads = 0;
    const state = { get: () => void (reads += 1) };
    const places = [];
    for (let count = 0; count < 2; count += 1)
      places.push((await getGeoLocation({ mode: 'cache', offline: true, state })).city);
    console.log(JSON.stringify([reads, places[0] === places[1], typeof places[0]]));
  });`;
  expect(JSON.parse(runWith('QUICK_REQUESTS', program))).toEqual([1, true, 'string']);
});

test('what a call adds to the environment is computed once', () => {
  const program = `const os = require('node:os');
    const counts = { memory: 0, zone: 0 };
    const { freemem } = os;
    os.freemem = () => { counts.memory += 1; return freemem(); };
    const { DateTimeFormat } = Intl;
    Intl.DateTimeFormat = function () { counts.zone += 1; return new DateTimeFormat(); };
    for (const name of ['TZ', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE']) delete process.env[name];
    import('lambda-local').then(async ({ default: lambda }) => {
      const lambdaFunc = { handler: async () => ({ statusCode: 200 }) };
      for (let call = 0; call < 2; call += 1) await lambda.execute({ event: {}, lambdaFunc, verboseLevel: -1 });
      console.log(JSON.stringify([counts, process.env.TZ === new DateTimeFormat().resolvedOptions().timeZone]));
    });`;
  expect(JSON.parse(runWith('QUICK_REQUESTS', program))).toEqual([{ memory: 1, zone: 1 }, true]);
});
