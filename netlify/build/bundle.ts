import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import compress from '@zxcvbn-ts/dictionary-compression/compress';
import compileMessage from 'icu-minify/compile';
import { buildEnv } from '../../config/env/buildEnv.ts';
import { FUNCTION_FILES } from '../../config/messages/functionFiles.ts';
import { COMMON_PASSWORDS } from '../password/passwordList.ts';
import { parseModulesOnce } from './eagerModules.ts';
import { JOSE_MODULES } from './joseModules.ts';
import { PHONE_NUMBERS, SUBSTITUTES, type Substitute } from './substitutes.ts';

const replacementsFolder = join(import.meta.dirname, 'replacements');

const joseExport = ([name, path]: [string, string]) =>
  `exports.${name} = require('./${path}')${name === 'errors' ? '' : `.${name}`};`;

/**
 * Gives the SDK and the functions one copy of jose, reduced to what they import. Its entry requires all
 * modules, including encryption, and a CommonJS module cannot be tree-shaken.
 */
const withOneJose: esbuild.Plugin = {
  name: 'with-one-jose',
  setup(build) {
    const sdk = createRequire(import.meta.url).resolve('supertokens-node');
    const resolveDir = dirname(createRequire(sdk).resolve('jose'));
    build.onResolve({ filter: /^jose$/ }, () => ({ path: 'jose', namespace: 'one-jose' }));
    build.onLoad({ filter: /^jose$/, namespace: 'one-jose' }, () => ({
      contents: Object.entries(JOSE_MODULES).map(joseExport).join('\n'),
      resolveDir,
    }));
  },
};

const withSubstitutes = (substitutes: readonly Substitute[]): esbuild.Plugin => ({
  name: 'with-substitutes',
  setup(build) {
    for (const { path, importer, file } of substitutes)
      build.onResolve({ filter: path }, (asked) =>
        importer.test(asked.importer) ? { path: resolve(replacementsFolder, file) } : undefined,
      );
  },
});

/** The filtered list of common passwords, a fifth as large as its source. */
const withChosenPasswords: esbuild.Plugin = {
  name: 'with-chosen-passwords',
  setup(build) {
    build.onLoad({ filter: /[\\/]password[\\/]passwordList\.ts$/ }, ({ path }) => ({
      contents: [
        "import decompress from '@zxcvbn-ts/dictionary-compression/decompress';",
        `export const COMMON_PASSWORDS = decompress(${JSON.stringify(compress(COMMON_PASSWORDS.toSorted()))});`,
      ].join('\n'),
      resolveDir: dirname(path),
    }));
  },
};

const compileTexts = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? compileMessage(value) : value;

/** The messages of functions as what the formatter takes: functions contain no parser of messages. */
const withCompiledMessages: esbuild.Plugin = {
  name: 'with-compiled-messages',
  setup(build) {
    build.onLoad({ filter: FUNCTION_FILES }, ({ path }) => ({
      contents: JSON.stringify(JSON.parse(readFileSync(path, 'utf8'), compileTexts)),
      loader: 'json',
    }));
  },
};

/** CommonJS dependencies in an ES module need `require`. */
const banner =
  "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);";

const webHandler = resolve(import.meta.dirname, '../platform/deploy/webHandler.ts');

/**
 * Netlify takes a function that exports `handler` for one with the Lambda signature, so it is not exported
 * here.
 */
function deployedEntry(source: string): string {
  const imported = JSON.stringify(source);
  const hasConfig = /^export const config\b/m.test(readFileSync(source, 'utf8'));
  return [
    `import { handler } from ${imported};`,
    `import { toWebHandler } from ${JSON.stringify(webHandler)};`,
    'export default toWebHandler(handler);',
    ...(hasConfig ? [`export { config } from ${imported};`] : []),
  ].join('\n');
}

/**
 * What `netlify dev` calls in its own process; it starts a worker thread for each call of a default export.
 */
const localEntry = (source: string) => `export { handler } from ${JSON.stringify(source)};`;

const entries = { deployed: deployedEntry, local: localEntry };

type Entry = keyof typeof entries;

const sharedOptions = (substitutes: readonly Substitute[]) =>
  ({
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    legalComments: 'none',
    // Other characters as escapes: V8 parses a text of one byte a character faster.
    charset: 'ascii',
    metafile: true,
    define: { 'process.env.BUILD_ENV': JSON.stringify(buildEnv()) },
    logLevel: 'error',
    banner: { js: banner },
    plugins: [withSubstitutes(substitutes), withChosenPasswords, withCompiledMessages, withOneJose],
  }) satisfies esbuild.BuildOptions;

type Built = Pick<esbuild.BuildResult<{ metafile: true }>, 'metafile'>;

function holds({ metafile }: Built, packageName: string): boolean {
  return Object.keys(metafile.inputs).some((path) => path.includes(`node_modules/${packageName}/`));
}

async function sourcesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.ts')).map((file) => resolve(folder, file));
}

async function withNeededLibraries<T extends Built>(
  build: (substitutes: readonly Substitute[]) => Promise<T>,
): Promise<T> {
  const built = await build(SUBSTITUTES);
  if (!holds(built, 'libphonenumber-js')) return built;
  // A recipe needs phone numbers, so the common code gets the real library, too.
  return build(SUBSTITUTES.filter((one) => one !== PHONE_NUMBERS));
}

/**
 * Bundles one function into `<name>.mjs`.
 *
 * @param source path of its TypeScript file
 * @param target folder for the bundle
 * @returns the files that went into the bundle
 * @throws esbuild's BuildFailure
 */
export async function bundleFunction(source: string, target: string, entry: Entry): Promise<string[]> {
  const name = basename(source, '.ts');
  const built = await withNeededLibraries((substitutes) =>
    esbuild.build({
      ...sharedOptions(substitutes),
      stdin: {
        contents: entries[entry](source),
        resolveDir: dirname(source),
        sourcefile: `${name}.${entry}.js`,
      },
      minify: true,
      write: false,
    }),
  );
  mkdirSync(target, { recursive: true });
  for (const { text } of built.outputFiles)
    writeFileSync(join(target, `${name}.mjs`), parseModulesOnce(text));
  return Object.keys(built.metafile.inputs);
}

/**
 * Bundles each function of a folder into one self-contained file.
 *
 * @param source folder with one TypeScript file per function
 * @param target folder for the bundles; its content is removed first
 * @param entry `deployed` for the default export that Netlify deploys
 *   (docs/decisions/053-wrap-functions-for-the-deploy.md),
 *   `local` for the handler that `netlify dev` calls
 * (docs/decisions/057-serve-bundled-functions-from-a-build.md)
 * @returns the files that went into the bundles
 * @throws esbuild's BuildFailure
 */
export async function bundleFunctions(
  source: string,
  target: string,
  entry: Entry = 'deployed',
): Promise<string[]> {
  rmSync(target, { recursive: true, force: true });
  const inputs = new Set<string>();
  for (const path of await sourcesIn(source))
    for (const input of await bundleFunction(path, target, entry)) inputs.add(input);
  return [...inputs];
}

/**
 * Bundles the functions of a folder for development: all at once, because esbuild then reads each file once,
 * with readable code and source maps.
 *
 * @returns the files that went into the bundles
 * @throws esbuild's BuildFailure
 */
export async function bundleForDevelopment(source: string, target: string): Promise<string[]> {
  const entryPoints = await sourcesIn(source);
  const built = await withNeededLibraries((substitutes) =>
    esbuild.build({
      ...sharedOptions(substitutes),
      entryPoints,
      outdir: target,
      outExtension: { '.js': '.mjs' },
      sourcemap: 'linked',
      sourcesContent: false,
    }),
  );
  return Object.keys(built.metafile.inputs);
}
