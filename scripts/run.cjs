/**
 * Runs a TypeScript program of this project: `node scripts/run.cjs scripts/dev.ts [arguments]`, like the npm
 * scripts. Reports in one line what prevents the program from running, and ends it when npm ends. In
 * JavaScript that old versions of Node can read.
 */
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const http = require('node:http');
const nodeModule = require('node:module');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const root = resolve(__dirname, '..');
const modules = join(root, 'node_modules');
const wanted = Number(readFileSync(join(root, '.nvmrc'), 'utf8'));

function obstacle() {
  if (root.includes('#'))
    return `The path of this project has a #, which Tailwind CSS cannot read: ${root}. Move the project to another folder.`;
  if (!existsSync(modules)) return 'The dependencies are not installed. Run `npm ci` first.';
  if (Number.parseInt(process.versions.node, 10) >= wanted) return undefined;
  const missing = !existsSync(join(modules, 'node', 'bin', 'node'));
  const remedy = missing
    ? '`npm ci --ignore-scripts` leaves out the one that this project brings: run `npm rebuild node`.'
    : 'Start it with npm, which finds the one in node_modules, or install that version.';
  return `This project runs on Node ${wanted}, and this is Node ${process.versions.node}. ${remedy}`;
}

/** With NODE_USE_ENV_PROXY Node would send requests to this machine to the proxy, too. */
function keepLoopbackFromProxy() {
  const own = 'localhost,127.0.0.1,[::1],::1';
  const given = process.env.NO_PROXY || process.env.no_proxy;
  process.env.NO_PROXY = process.env.no_proxy = given ? `${given},${own}` : own;
  const usesProxy =
    process.env.NODE_USE_ENV_PROXY === '1' || /--use-env-proxy/.test(process.env.NODE_OPTIONS || '');
  if (usesProxy && http.setGlobalProxyFromEnv) http.setGlobalProxyFromEnv(process.env);
}

const problem = obstacle();
if (problem === undefined) {
  require('./preload/end-with-parent.cjs');
  keepLoopbackFromProxy();
  nodeModule.enableCompileCache?.(join(modules, '.cache', 'node'));
  // The program finds its arguments where it would without this script.
  process.argv.splice(1, 1);
  const file = resolve(root, process.argv[1] || '');
  process.argv[1] = file;
  import(pathToFileURL(file).href);
} else {
  console.error(problem);
  process.exitCode = 1;
}
