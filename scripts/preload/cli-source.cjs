/**
 * Changes to netlify-cli.
 *
 * @typedef {import('./source-changes.cjs').Change} Change
 */

/**
 * Gives this CLI a folder of its own for the functions that it bundles. All CLIs of a project use one folder,
 * which each empties when it starts: a second one would take the functions from the first.
 *
 * @param {string} name folder below `.netlify/`
 * @returns {Change}
 */
const functionsFolder = (name) => ({
  module: /\/netlify-cli\/dist\/utils\/functions\/functions\.js$/,
  text: "SERVE_FUNCTIONS_FOLDER = 'functions-serve'",
  replacement: `SERVE_FUNCTIONS_FOLDER = ${JSON.stringify(name)}`,
});

const RUN_BUILD = /\/netlify-cli\/dist\/utils\/run-build\.js$/;

/**
 * Starts the server of the pages without waiting for it, and no process for each build plugin: those would
 * stay for as long as the CLI runs, and none of them does anything in `netlify dev`.
 *
 * @type {Change[]}
 */
const NO_PLUGINS = [
  {
    module: RUN_BUILD,
    text: 'await startDev(devCommand, startDevOptions)',
    replacement:
      "(settings.frameworkHost = '127.0.0.1', devCommand(), { configMutations: [], success: true, generatedFunctions: [], deployEnvVars: [] })",
  },
  {
    module: RUN_BUILD,
    text: "const netlifyBuildPromise = import('@netlify/build');",
    replacement: '',
  },
  {
    module: RUN_BUILD,
    text: 'await netlifyBuildPromise',
    replacement: "timeline === 'build' ? await import('@netlify/build') : {}",
  },
];

const LIST_IMPORTS = /\/@netlify\/zip-it-and-ship-it\/dist\/.*\/list_imports\.js$/;

/**
 * Loads the parsers of other languages, among them TypeScript, when they are used: never, for bundled
 * functions. They are a fifth of the CLI's start.
 *
 * @type {Change[]}
 */
const LATE_PARSERS = [
  { module: LIST_IMPORTS, text: "import precinct from 'precinct';", replacement: '' },
  {
    module: LIST_IMPORTS,
    text: 'await precinct.paperwork',
    replacement: "await (await import('precinct')).default.paperwork",
  },
];

/**
 * Loads the prompts when one is shown: never, because the CLI runs without a terminal. They are a fifth of
 * the modules that it loads.
 *
 * @type {Change[]}
 */
const LATE_PROMPTS = [
  {
    module: /\/netlify-cli\/dist\/.*\.js$/,
    isInSome: true,
    text: "import inquirer from 'inquirer';",
    replacement: `import { createRequire as lateRequire } from 'node:module';
const inquirer = { prompt: (...args) => {
  const { prompt, registerPrompt } = lateRequire(import.meta.url)('inquirer');
  registerPrompt('autocomplete', lateRequire(import.meta.url)('inquirer-autocomplete-prompt'));
  return prompt(...args);
} };`,
  },
  {
    module: /\/netlify-cli\/dist\/commands\/base-command\.js$/,
    text: "import inquirerAutocompletePrompt from 'inquirer-autocomplete-prompt';",
    replacement: '',
  },
  {
    module: /\/netlify-cli\/dist\/commands\/base-command\.js$/,
    text: "inquirer.registerPrompt('autocomplete', inquirerAutocompletePrompt);",
    replacement: '',
  },
];

const STATIC_SERVER = /\/netlify-cli\/dist\/utils\/static-server\.js$/;

/**
 * Loads the server of static files when it is used: never, because Next serves them.
 *
 * @type {Change[]}
 */
const LATE_STATIC_SERVER = [
  { module: STATIC_SERVER, text: "import fastifyStatic from '@fastify/static';", replacement: '' },
  { module: STATIC_SERVER, text: "import Fastify from 'fastify';", replacement: '' },
  {
    module: STATIC_SERVER,
    text: 'const server = Fastify();',
    replacement: `const { default: fastifyStatic } = await import('@fastify/static');
    const { default: Fastify } = await import('fastify');
    const server = Fastify();`,
  },
];

const SHELL = /\/netlify-cli\/dist\/utils\/shell\.js$/;

/**
 * Ends only after the server of the pages has ended: `next dev` then keeps what it has compiled. Its end is
 * then no failure to report.
 *
 * @type {Change[]}
 */
const WAIT_FOR_PAGES = [
  {
    module: SHELL,
    text: 'const result = await commandProcess;',
    replacement: 'const result = await commandProcess; if (cleanupStarted) return;',
  },
  {
    module: SHELL,
    text: 'ensureCleanupOnExit();\n    return commandProcess;',
    replacement: 'runBeforeProcessExit(() => commandProcess);\n    return commandProcess;',
  },
];

const FUNCTIONS_SERVER = /\/netlify-cli\/dist\/lib\/functions\/server\.js$/;

const LAMBDA = /\/lambda-local\/build\/lambdalocal\.js$/;

const MAIN = /\/netlify-cli\/dist\/commands\/main\.js$/;
const OWN_PACKAGE = /\/netlify-cli\/dist\/utils\/get-cli-package-json\.js$/;

/**
 * Leaves out what the CLI does about itself: to look for an update, which it does not where CI is set, and to
 * correct its own package.json, of which it needs name and version.
 *
 * @type {Change[]}
 */
const NO_CARE_OF_ITSELF = [
  {
    module: /\/node_modules\/netlify-cli\/bin\/run\.js$/,
    text: "const { default: updateNotifier } = await import('update-notifier')",
    replacement: 'const updateNotifier = () => ({ notify: () => undefined })',
  },
  {
    module: OWN_PACKAGE,
    text: "import normalizePackageData from 'normalize-package-data';",
    replacement: '',
  },
  { module: OWN_PACKAGE, text: 'normalizePackageData(packageData);', replacement: '' },
  { module: MAIN, text: "import envinfo from 'envinfo';", replacement: '' },
  {
    module: MAIN,
    text: 'const getSystemInfo = () => envinfo.run(',
    replacement: "const getSystemInfo = async () => (await import('envinfo')).default.run(",
  },
];

/**
 * Leaves out work for each request that nothing comes of: two lines about a call of a function with its
 * query, which may contain email addresses (functions log a line of their own without them), a log of the
 * call that is never written, reading the place of the client from a file, and values of environment
 * variables that are already set.
 *
 * @type {Change[]}
 */
const QUICK_REQUESTS = [
  { module: FUNCTIONS_SERVER, text: "import expressLogging from 'express-logging';", replacement: '' },
  {
    module: FUNCTIONS_SERVER,
    text: "app.use(expressLogging(console, {\n        blacklist: ['/favicon.ico'],\n    }));",
    replacement: '',
  },
  {
    module: /\/netlify-cli\/dist\/lib\/functions\/runtimes\/js\/index\.js$/,
    text: 'verboseLevel: 3,',
    replacement: 'verboseLevel: -1,',
  },
  {
    module: /\/netlify-cli\/dist\/lib\/geo-location\.js$/,
    text: 'const cacheObject = state.get(STATE_GEO_PROPERTY);',
    replacement: 'const { cacheObject } = (state.place ??= { cacheObject: state.get(STATE_GEO_PROPERTY) });',
  },
  {
    module: LAMBDA,
    text: "'TZ': Intl",
    replacement: "'TZ': process.env.TZ || Intl",
  },
  {
    module: LAMBDA,
    text: "'AWS_LAMBDA_FUNCTION_MEMORY_SIZE': Math",
    replacement: "'AWS_LAMBDA_FUNCTION_MEMORY_SIZE': process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE || Math",
  },
];

/**
 * Answers a body that the CLI cannot decode in plain text: Express writes a page with the stack of the error.
 *
 * @type {Change[]}
 */
const PLAIN_ERRORS = [
  {
    module: FUNCTIONS_SERVER,
    text: "app.all('{*splat}', functionHandler);",
    replacement: `app.all('{*splat}', functionHandler);
    app.use((error, _request, response, _next) => {
      if (!(error.status < 500)) console.error(error);
      if (response.headersSent) return void response.destroy();
      response.set({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' });
      response.status(error.status ?? 500).end('The body of this request cannot be read.\\n');
    });`,
  },
];

/** All that makes the CLI load less. */
const LATE_MODULES = [...LATE_PARSERS, ...LATE_PROMPTS, ...LATE_STATIC_SERVER, ...NO_CARE_OF_ITSELF];

module.exports = { functionsFolder, LATE_MODULES, NO_PLUGINS, PLAIN_ERRORS, QUICK_REQUESTS, WAIT_FOR_PAGES };
